'use strict';
// One document: the scan on the left, the text on the right, and a point at a time.
const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const body = document.body;
const pages = JSON.parse($('#data').textContent);
const SVG = 'http://www.w3.org/2000/svg';

let state = null;        // points and counts, as the server sees them
let current = null;      // index of the point in hand
let word = null;         // a word that was chosen and is no point: {line, word}
let block = null;        // the block in hand, by its way
let page = null;         // the page shown
let view = 'scan';
let busy = false;
const boxes = { words: false, removed: false };

// ---- the scan

const viewer = $('#scan') && OpenSeadragon({
  element: $('#scan'), showNavigationControl: false, animationTime: 0.2, maxZoomPixelRatio: 4, visibilityRatio: 0.5, preserveViewport: true,
  gestureSettingsMouse: { clickToZoom: false }, drawer: 'canvas', keyboardNavEnabled: false, silenceMultiImageWarnings: true,
});
viewer?.innerTracker && (viewer.innerTracker.keyHandler = null);
const picture = (number, kind) => `/d/${body.dataset.id}/page/${number}/${kind}`;
const sized = (number) => pages.find((p) => p.page === number && p.size[0] > 0);

function show(number, then) {
  const of = sized(number);
  if (!viewer || !of) return;
  const key = `${number}/${view}`;
  if (page === key) return then?.();
  page = key;
  viewer.addOnceHandler('open', () => { draw(); then?.(); });
  viewer.open({ type: 'image', url: picture(number, view), buildPyramid: false });
  all('#pages button').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.page === String(number))));
}

const shownPage = () => page === null ? pages[0]?.page : Number(page.split('/')[0]);

function rectangle(svg, [x0, y0, x1, y1], name) {
  const rect = document.createElementNS(SVG, 'rect');
  for (const [key, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0, class: name })) rect.setAttribute(key, value);
  svg.append(rect);
}

// Words by their confidence, removals by their kind, and the point in hand.
function draw() {
  if (!viewer || page === null) return;
  viewer.clearOverlays();
  const of = sized(shownPage());
  const [width, height] = of.size;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('class', 'boxes');
  if (boxes.words) for (const [box, sure] of of.words) rectangle(svg, box, sure < 0.5 ? 'word bad' : sure < 0.8 ? 'word low' : sure < 0.95 ? 'word fair' : 'word sure');
  if (boxes.removed) for (const [box, kind] of of.removed) rectangle(svg, box, `removed ${kind}`);
  const point = state?.points[current];
  if (point && point.page === of.page) for (const box of point.boxes) rectangle(svg, box, 'now');
  viewer.addOverlay({ element: svg, location: new OpenSeadragon.Rect(0, 0, 1, height / width) });
}

// Moves the scan to a place of a page, with some of what is around it.
function go(number, box) {
  show(number, () => {
    const [width] = sized(number).size;
    const [x0, y0, x1, y1] = box.map((v) => v / width);
    const wide = Math.max(0.45, (x1 - x0) * 1.6), high = Math.max(0.12, (y1 - y0) * 3);
    viewer.viewport.fitBounds(new OpenSeadragon.Rect((x0 + x1 - wide) / 2, (y0 + y1 - high) / 2, wide, high));
    draw();
  });
}

for (const of of pages) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = of.page;
  button.dataset.page = of.page;
  button.disabled = of.size[0] === 0;
  button.addEventListener('click', () => show(of.page, () => viewer.viewport.goHome()));
  $('#pages').append(button);
}

function look(at) {
  view = at;
  all('[data-view]').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.view === view)));
  const number = shownPage();
  page = null;
  show(number);
}
all('[data-view]').forEach((b) => b.addEventListener('click', () => look(b.dataset.view)));

function toggle(what) {
  boxes[what] = !boxes[what];
  $(`[data-boxes=${what}]`).setAttribute('aria-pressed', String(boxes[what]));
  draw();
}
all('[data-boxes]').forEach((b) => b.addEventListener('click', () => toggle(b.dataset.boxes)));

// ---- the line's crop above the input

const pictures = new Map();

function crop(number, line, marked) {
  const canvas = $('#crop');
  canvas.hidden = !viewer || !line || !sized(number);
  if (canvas.hidden) return;
  const url = picture(number, 'scan');
  if (!pictures.has(url)) {
    const loading = new Image();
    loading.src = url;
    pictures.set(url, loading.decode().then(() => loading));
  }
  const token = canvas.dataset.token = String(Math.random());
  pictures.get(url).then((image) => {
    if (canvas.dataset.token !== token) return;
    const pad = Math.round((line[3] - line[1]) * 0.5);
    const [x0, y0] = [Math.max(0, line[0] - pad), Math.max(0, line[1] - pad)];
    const [w, h] = [Math.min(image.naturalWidth, line[2] + pad) - x0, Math.min(image.naturalHeight, line[3] + pad) - y0];
    [canvas.width, canvas.height] = [w, h];
    const pen = canvas.getContext('2d');
    pen.drawImage(image, x0, y0, w, h, 0, 0, w, h);
    pen.strokeStyle = '#b45309';
    pen.lineWidth = Math.max(3, h / 40);
    for (const [a, b, c, d] of marked) pen.strokeRect(a - x0 - 4, b - y0 - 4, c - a + 8, d - b + 8);
  }).catch(() => { canvas.hidden = true; });
}

// ---- points

const open = () => state.points.map((p, i) => [p, i]).filter(([p]) => p.open);
// The most doubtful first; of the same doubt in the order of the pages.
const byDoubt = () => open().sort(([a, i], [b, j]) => b.doubt - a.doubt || i - j).map(([, i]) => i);
const visited = [];

function next() {
  const order = byDoubt();
  const at = order.indexOf(current);
  const to = order[at + 1] ?? order[0];
  if (to === undefined) return say(body.dataset.none);
  if (current !== null && current !== to) visited.push(current);
  take(to);
}

function before() {
  const to = visited.pop();
  if (to !== undefined) take(to);
}

function along(step) {
  const order = state.points.map((_, i) => i);
  if (order.length) take(order[current === null ? 0 : (current + step + order.length) % order.length]);
}

function take(index) {
  [current, word] = [index, null];
  const point = state.points[index];
  fill(point, state.points[index].kind === 'field' && point.list);
  mark();
  if (point.page) go(point.page, hull(point.boxes));
}

const hull = (list) => list.reduce(([a, b, c, d], [e, f, g, h]) => [Math.min(a, e), Math.min(b, f), Math.max(c, g), Math.max(d, h)]);

function fill(point, list) {
  $('#card').hidden = false;
  say('');
  $('#card-kind').textContent = point.kind_text;
  $('#card-why').textContent = point.why;
  $('#card-by').textContent = point.by ?? '';
  $('#card-read').textContent = point.read;
  $('#card-made').textContent = point.made;
  const input = $('#card-now');
  input.value = point.open && point.kind !== 'removal' ? point.made || point.now : point.now;
  input.disabled = list;
  $('#card').classList.toggle('done', !point.open);
  $('#card-others').replaceChildren(...point.others.slice(0, 9).map((text) => {
    const item = document.createElement('li'), button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.addEventListener('click', () => write(text));
    item.append(button);
    return item;
  }));
  crop(point.page, point.line ?? (point.boxes[0] && hull(point.boxes)), point.boxes);
}

// Shows in the text where the point, the word and the block in hand are.
function mark() {
  all('.current').forEach((e) => e.classList.remove('current'));
  const at = current !== null ? $(`#panel [data-point="${current}"]`) : word && $(`#panel [data-line="${word.line}"][data-word="${word.word}"]`);
  at?.classList.add('current');
  at?.scrollIntoView({ block: 'nearest' });
  const of = at?.closest('.block');
  if (of) block = of.dataset.way;
  const here = blockElement();
  here?.classList.add('current');
  if (!at) here?.scrollIntoView({ block: 'nearest' });
}

const blockElement = () => all('.block').find((b) => b.dataset.way === block);

function chooseWord(element) {
  [current, word] = [null, { line: Number(element.dataset.line), word: Number(element.dataset.word) }];
  const text = element.querySelector('ins:not(.proposed)')?.textContent ?? element.textContent;
  const of = state.points.find(() => false) ?? { kind_text: '', why: '', by: null, read: text, made: '', now: text, open: true, others: [], page: 0, boxes: [], line: null };
  fill({ ...of, made: text });
  mark();
  draw();
}

function moveBlock(step) {
  const list = all('.block');
  const at = list.findIndex((b) => b.dataset.way === block);
  const to = list[Math.max(0, Math.min(list.length - 1, at + step))];
  if (!to) return;
  [block, current, word] = [to.dataset.way, null, null];
  mark();
}

// ---- decisions

function say(text) {
  $('#said').textContent = text;
}

async function wish(what) {
  if (busy) return;
  busy = true;
  say('');
  body.dataset.busy = 'true';
  const values = { seen: state.seen, who: $('#who').value, wish: JSON.stringify(what) };
  const headers = { 'x-sohoa': document.querySelector('meta[name=secret]').content };
  try {
    await htmx.ajax('POST', `/d/${body.dataset.id}`, { target: '#panel', swap: 'innerHTML', values, headers, source: '#panel' });
  } finally {
    busy = false;
    delete body.dataset.busy;
  }
}

let failed = false;
document.addEventListener('htmx:responseError', (event) => {
  failed = true;
  say(`${body.dataset.failed}: ${event.detail.xhr.responseText}`);
  if (event.detail.xhr.status === 409) setTimeout(() => location.reload(), 1500);
});
document.addEventListener('htmx:sendError', () => { failed = true; say(body.dataset.failed); });

async function decide(what, then) {
  if (busy) return false;
  failed = false;
  await wish(what);
  if (!failed) then?.();
  return !failed;
}

// Decides the point in hand and goes on to the next one.
async function settle(what) {
  const order = byDoubt(), at = order.indexOf(current);
  const to = order.slice(at + 1).concat(order.slice(0, Math.max(at, 0)));
  const was = current;
  await decide(what, () => {
    visited.push(was);
    const following = to.find((i) => state.points[i]?.open);
    if (following === undefined) { take(was); say(body.dataset.none); } else { take(following); }
  });
}

const accept = () => current !== null && settle({ do: 'accept', point: current });
const reject = () => current !== null && (['word', 'filled'].includes(state.points[current].kind) ? edit() : settle({ do: 'reject', point: current }));

function write(text) {
  if (current !== null) return settle({ do: 'write', point: current, text });
  if (word) return decide({ do: 'word', ...word, text }, mark);
}

function edit() {
  const point = state.points[current];
  if (point?.kind === 'field' && point.list) return $(`.field[data-point="${current}"] textarea`)?.focus();
  $('#card-now').focus();
  $('#card-now').select();
}

$('#card-now').addEventListener('keydown', (event) => {
  // An input method has not ended its syllable.
  if (event.isComposing) return;
  if (event.key === 'Enter') { event.preventDefault(); $('#card-now').blur(); write($('#card-now').value); }
  if (event.key === 'Escape') { event.stopPropagation(); $('#card-now').blur(); }
});

function label() {
  const at = blockElement();
  if (!at) return;
  const button = at.querySelector('.label'), input = document.createElement('input');
  input.className = 'label-input';
  const lead = button.cloneNode(true);
  lead.querySelectorAll('del, .none').forEach((e) => e.remove());
  input.value = lead.textContent.trim();
  input.setAttribute('aria-label', button.title);
  button.replaceWith(input);
  input.focus();
  input.select();
  let over = false;
  const end = (save) => {
    if (over) return;
    over = true;
    if (save && input.value.trim() !== lead.textContent.trim()) decide({ do: 'label', way: JSON.parse(block), label: input.value.trim() || null }, mark);
    else input.replaceWith(button);
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') { event.preventDefault(); end(true); }
    if (event.key === 'Escape') { event.stopPropagation(); end(false); }
  });
  input.addEventListener('blur', () => end(false));
}

// A block is found again by its first word, wherever it hangs then.
function move(what) {
  const first = blockElement()?.querySelector('[data-line]');
  if (!block) return;
  decide({ do: what, way: JSON.parse(block) }, () => {
    const at = first && $(`#blocks [data-line="${first.dataset.line}"][data-word="${first.dataset.word}"]`);
    block = at?.closest('.block')?.dataset.way ?? block;
    mark();
  });
}

function split() {
  const at = $('#blocks .current[data-line]');
  if (at && block) decide({ do: 'split', way: JSON.parse(block), line: Number(at.dataset.line), word: Number(at.dataset.word) }, mark);
}

function approve() {
  if (state.approved) return;
  if (state.left > 0 && !confirm(`${state.left} ${body.dataset.left}`)) return;
  decide({ do: 'approve' });
}

// ---- fields

function valueOf(input) {
  const lines = input.value.split('\n').map((l) => l.trim()).filter((l) => l);
  const row = (names) => lines.map((l) => {
    const parts = l.split('|').map((p) => p.trim() || null);
    return Object.fromEntries(names.map((name, i) => [name, parts[i] ?? null]));
  });
  switch (input.dataset.form) {
    case 'list': return lines;
    case 'signatures': return row(['authority', 'position', 'name']);
    case 'arrivals': return row(['office', 'number', 'date', 'date_text']);
    default: return input.value.trim() || null;
  }
}

$('#panel').addEventListener('change', (event) => {
  const input = event.target.closest('[data-field]');
  if (input) decide({ do: 'field', field: input.dataset.field, value: valueOf(input) });
});

$('#panel').addEventListener('keydown', (event) => {
  const input = event.target.closest('[data-field]');
  if (!input) return;
  if (event.key === 'Enter' && input.tagName === 'INPUT') input.blur();
  if (event.key === 'Escape') { input.value = input.defaultValue; input.blur(); }
});

// ---- the panel after each decision

function loaded() {
  state = JSON.parse($('#state').textContent);
  $('#do-undo').disabled = !state.undo;
  $('#do-redo').disabled = !state.redo;
  $('#do-undo').addEventListener('click', undo);
  $('#do-redo').addEventListener('click', redo);
  $('#do-approve')?.addEventListener('click', approve);
  $('#do-reopen')?.addEventListener('click', () => decide({ do: 'reopen' }));
  if (current !== null && state.points[current]) fill(state.points[current], state.points[current].list);
  mark();
  draw();
}
const undo = () => state.undo && decide({ do: 'undo' });
const redo = () => state.redo && decide({ do: 'redo' });
document.addEventListener('htmx:afterSwap', (event) => { if (event.detail.target.id === 'panel') loaded(); });

$('#panel').addEventListener('click', (event) => {
  const at = event.target.closest('[data-point], [data-line], .label, .block');
  if (!at || event.target.closest('input, textarea')) return;
  const of = at.closest('.block');
  if (of) block = of.dataset.way;
  if (at.dataset.point !== undefined) take(Number(at.dataset.point));
  else if (at.dataset.line !== undefined) chooseWord(at);
  else if (at.classList.contains('label')) { mark(); label(); }
  else mark();
});

$('#do-accept').addEventListener('click', accept);
$('#do-reject').addEventListener('click', reject);
$('#do-write').addEventListener('click', edit);
$('#do-next').addEventListener('click', next);
$('#show-help').addEventListener('click', () => $('#help').showModal());

const keys = {
  n: next, N: before, j: () => along(1), k: () => along(-1), a: accept, r: reject, e: edit, l: label, '[': () => move('up'), ']': () => move('down'),
  J: () => move('join'), s: split, ArrowDown: () => moveBlock(1), ArrowUp: () => moveBlock(-1), f: () => $('[data-field=number]').focus(), u: undo, U: redo,
  v: () => look({ scan: 'clean', clean: 'removed', removed: 'scan' }[view]), w: () => toggle('words'), m: () => toggle('removed'), A: approve,
  q: () => { location.href = '/'; }, '?': () => $('#help').showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.target.closest('input, textarea, dialog[open]') || event.ctrlKey || event.altKey || event.metaKey) return;
  // A key that is held decides once.
  if (event.repeat && !['n', 'N', 'j', 'k', 'ArrowDown', 'ArrowUp'].includes(event.key)) return event.preventDefault();
  if (/^[1-9]$/.test(event.key)) {
    const other = state.points[current]?.others[Number(event.key) - 1];
    if (other !== undefined) write(other);
  } else if (keys[event.key]) {
    keys[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

const first = pages.find((p) => p.size[0] > 0);
if (first) show(first.page);
loaded();
if (open().length) next();
