// The line's crop above the input.
import { $, hull } from './here.js';
import { picture, sized } from './scan.js';

const pictures = new Map();
let wanted = 0;

function load(number) {
  const url = picture(number, 'scan');
  if (!pictures.has(url)) {
    const image = new Image();
    image.src = url;
    pictures.set(url, image.decode().then(() => image));
  }
  return pictures.get(url);
}

// Shows a part of a page with some of what is around it; without one nothing is shown.
export async function crop(number, part, marked) {
  const canvas = $('#crop'), mine = ++wanted;
  canvas.hidden = !$('#scan') || !part || !sized(number);
  if (canvas.hidden) return;
  try {
    const image = await load(number);
    if (mine === wanted) paint(canvas, image, part, marked);
  } catch {
    pictures.delete(picture(number, 'scan'));
    canvas.hidden = true;
  }
}

// Of a long line so much that its letters stay large.
function paint(canvas, image, part, marked) {
  const high = part[3] - part[1], pad = Math.round(high * 0.5), box = hull(marked);
  const [x0, y0] = [Math.max(0, part[0] - pad, box[0] - 9 * high), Math.max(0, part[1] - pad)];
  const [x1, y1] = [Math.min(image.naturalWidth, part[2] + pad, box[2] + 9 * high), Math.min(image.naturalHeight, part[3] + pad)];
  const [w, h] = [x1 - x0, y1 - y0];
  [canvas.width, canvas.height] = [w, h];
  // A stamp, or lines of the head.
  canvas.classList.toggle('tall', h > w / 3);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, x0, y0, w, h, 0, 0, w, h);
  pen.strokeStyle = '#b45309';
  pen.lineWidth = Math.max(2, h / 40);
  for (const [a, b, c, d] of marked) pen.strokeRect(a - x0 - 4, b - y0 - 4, c - a + 8, d - b + 8);
}
