// The scan: its pages, its pictures, and the boxes on it.
import { $, all } from './here.js';

const SVG = 'http://www.w3.org/2000/svg';
const pages = JSON.parse($('#data').textContent);
const boxes = { words: false, removed: false };
let shown = null;                        // page and picture
let opened = null;                       // the same once it is there
let view = 'scan';
let marked = { page: 0, boxes: [] };     // what is in hand

const viewer = $('#scan') && OpenSeadragon({
  element: $('#scan'), showNavigationControl: false, animationTime: 0.2, maxZoomPixelRatio: 4, visibilityRatio: 0.5, preserveViewport: true,
  gestureSettingsMouse: { clickToZoom: false }, drawer: 'canvas', keyboardNavEnabled: false, silenceMultiImageWarnings: true,
});
viewer?.innerTracker && (viewer.innerTracker.keyHandler = null);

export const picture = (number, kind) => `/d/${document.body.dataset.id}/page/${number}/${kind}`;
export const sized = (number) => pages.find((p) => p.page === number && p.size[0] > 0);
const shownPage = () => shown === null ? pages[0]?.page : Number(shown.split('/')[0]);

function show(number, then) {
  if (!viewer || !sized(number)) return;
  const key = `${number}/${view}`;
  if (opened === key) return then?.();
  viewer.addOnceHandler('open', () => {
    // One that could not be opened has left this behind.
    if (shown !== key) return;
    opened = key;
    draw();
    then?.();
    $('#scan').dataset.shown = key;
  });
  if (shown === key) return;
  [shown, opened] = [key, null];
  viewer.open({ type: 'image', url: picture(number, view), buildPyramid: false });
  all('#pages button').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.page === String(number))));
}

function rectangle(svg, [x0, y0, x1, y1], name) {
  const rect = document.createElementNS(SVG, 'rect');
  for (const [key, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0, class: name })) rect.setAttribute(key, value);
  svg.append(rect);
}

const bySureness = (sure) => sure < 0.5 ? 'bad' : sure < 0.8 ? 'low' : sure < 0.95 ? 'fair' : 'sure';

// Words by their confidence, removals by their kind, and what is in hand.
function draw() {
  if (!viewer || shown === null) return;
  viewer.clearOverlays();
  const of = sized(shownPage());
  const [width, height] = of.size;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('class', 'boxes');
  if (boxes.words) for (const [box, sure] of of.words) rectangle(svg, box, `word ${bySureness(sure)}`);
  if (boxes.removed) for (const [box, kind] of of.removed) rectangle(svg, box, `removed ${kind}`);
  if (marked.page === of.page) for (const box of marked.boxes) rectangle(svg, box, 'now');
  viewer.addOverlay({ element: svg, location: new OpenSeadragon.Rect(0, 0, 1, height / width) });
}

// Marks places of a page; page 0 for none.
export function mark(page, places) {
  marked = { page, boxes: places };
  draw();
}

// Moves the scan to a place of a page, with some of what is around it.
export function go(number, box) {
  show(number, () => {
    const [width] = sized(number).size;
    const [x0, y0, x1, y1] = box.map((v) => v / width);
    const wide = Math.max(0.45, (x1 - x0) * 1.6), high = Math.max(0.12, (y1 - y0) * 3);
    viewer.viewport.fitBounds(new OpenSeadragon.Rect((x0 + x1 - wide) / 2, (y0 + y1 - high) / 2, wide, high));
  });
}

function look(at) {
  view = at;
  all('[data-view]').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.view === view)));
  show(shownPage());
}
export const lookOn = () => look({ scan: 'clean', clean: 'removed', removed: 'scan' }[view]);

export function toggle(what) {
  boxes[what] = !boxes[what];
  $(`[data-boxes=${what}]`).setAttribute('aria-pressed', String(boxes[what]));
  draw();
}

export const zoom = (by) => viewer?.viewport.zoomBy(by);

export function begin() {
  for (const of of pages) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = of.page;
    button.dataset.page = of.page;
    button.disabled = of.size[0] === 0;
    button.addEventListener('click', () => show(of.page, () => viewer.viewport.goHome()));
    $('#pages').append(button);
  }
  all('[data-view]').forEach((b) => b.addEventListener('click', () => look(b.dataset.view)));
  all('[data-boxes]').forEach((b) => b.addEventListener('click', () => toggle(b.dataset.boxes)));
  $('#zoom-in').addEventListener('click', () => zoom(1.4));
  $('#zoom-out').addEventListener('click', () => zoom(1 / 1.4));
  const first = pages.find((p) => p.size[0] > 0);
  if (first) show(first.page);
}
