// A point at a time: the card, the way through the points, and what is decided there.
import { $, all, here, hull, wordElement } from './here.js';
import { crop } from './crop.js';
import * as scan from './scan.js';
import { decide, say, turn } from './send.js';

const visited = [];
const input = $('#card-now');
let written = '';   // what the card was filled with
const point = () => here.state.points[here.point];
const open = () => here.state.points.map((p, i) => [p, i]).filter(([p]) => p.open);
// The most doubtful first; of the same doubt in the order of the pages.
const byDoubt = () => open().sort(([a, i], [b, j]) => b.doubt - a.doubt || i - j).map(([, i]) => i);

const typed = () => input.value !== written && !$('#card').hidden;
// What was typed into the card and could not be saved.
export const unsaved = () => typed() ? input : undefined;

// Goes to something else, unless that would lose what was typed.
function away(go) {
  if (!typed()) return go();
  input.focus();
  say(document.body.dataset.unsaved, true);
}
const indexes = () => ({ line: Number(here.word.line), word: Number(here.word.word) });

// What was typed for the point or word in hand is saved when the input is left.
function left() {
  if (!typed()) return;
  const { point, word } = here, text = input.value;
  const what = point !== null ? { do: 'write', point, text } : { do: 'word', ...indexes(), text };
  turn(() => here.point === point && here.word === word && decide(what, saved));
}

// The card shows what is saved.
function saved() {
  written = input.value;
  again();
}

export function next() {
  away(() => {
    const order = byDoubt();
    const to = order[order.indexOf(here.point) + 1] ?? order[0];
    if (to === undefined) return say(document.body.dataset.none);
    if (here.point !== null && here.point !== to) visited.push(here.point);
    enter(to);
  });
}

export function back() {
  const to = visited.pop();
  if (to !== undefined) take(to);
}

export function along(step) {
  const count = here.state.points.length;
  if (count) take(here.point === null ? 0 : (here.point + step + count) % count);
}

export const take = (index) => away(() => enter(index));

async function enter(index) {
  [here.point, here.word] = [index, null];
  const { page, boxes } = point();
  const filled = fill();
  show();
  scan.mark(page, boxes);
  if (page) scan.go(page, hull(boxes));
  await filled;
  // The crop has made the card larger.
  if (here.point === index) show();
}

// A word that is no point.
export const choose = (element) => away(() => {
  const { line, word, at } = element.dataset;
  [here.point, here.word] = [null, { line, word, at }];
  const [page, ...box] = at.split(',').map(Number);
  fillWord();
  show();
  scan.mark(page, [box]);
  scan.go(page, box);
});

// The whole word, of which corrections may have made parts.
function fillWord() {
  const { line, word, at } = here.word;
  const parts = all(`#panel [data-line="${line}"][data-word="${word}"][data-at="${at}"]`).map(partText);
  const text = parts.join('');
  writeCard({ kind_text: '', why: '', by: null, read: text, made: '', now: text, others: [], open: true, firm: true });
  const [page, ...box] = at.split(',').map(Number);
  crop(page, box, [box]);
}

function partText(element) {
  const part = element.cloneNode(true);
  part.querySelectorAll('del, .proposed').forEach((e) => e.remove());
  return part.textContent;
}

// Goes to where no point and no word is in hand.
export const aside = (then) => away(() => {
  leave();
  then();
});

function leave() {
  [here.point, here.word] = [null, null];
  $('#card').hidden = true;
  scan.mark(0, []);
}

function fill() {
  const of = point();
  const proposes = of.open && !['removal', 'field'].includes(of.kind);
  writeCard({ ...of, now: proposes ? of.made || of.now : of.now });
  // A list is written in the record.
  $('#card-write').hidden = of.list;
  // Of a field all that it rests on.
  return crop(of.page, of.kind !== 'field' && of.line || (of.boxes[0] && hull(of.boxes)), of.boxes);
}

function writeCard({ kind_text, why, by, read, made, now, others, open, firm, yes, no }) {
  $('#card').hidden = false;
  $('#card').dataset.point = here.point ?? '';
  for (const [name, text] of Object.entries({ kind: kind_text, why: why && `: ${why}`, by: by ?? '', read, made })) $(`#card-${name}`).textContent = text;
  // What is being typed stays.
  if (document.activeElement === input && input.value !== written) return;
  [input.value, input.rows, written] = [now, Math.max(1, now.split('\n').length), now];
  $('#card-write').hidden = false;
  $('#card').classList.toggle('done', !open);
  // Of what was read and not changed there is nothing that was made of it, and nothing to refuse.
  for (const id of ['#card-makes', '#card-made', '#do-reject']) $(id).hidden = firm;
  $('#do-erase').hidden = here.point !== null && point().kind === 'removal';
  [yesText, $('#do-reject span').textContent] = [yes ?? '', no ?? ''];
  $('#card-others').replaceChildren(...others.slice(0, 9).map(other));
  saves();
}

// The button that says that it is right saves what was typed.
let yesText = '';
function saves() {
  $('#do-accept span').textContent = typed() ? document.body.dataset.save : yesText;
  $('#do-accept').hidden = here.point === null && !typed();
}

// Leaves the card as it was.
function restore() {
  input.value = written;
  saves();
  input.blur();
}

function other(text) {
  const item = document.createElement('li'), button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.addEventListener('click', () => turn(() => write(text)));
  item.append(button);
  return item;
}

// Shows in the text where the point, the word and the block in hand are.
export function show() {
  all('.current').forEach((e) => e.classList.remove('current'));
  $('#right').style.scrollPaddingTop = `${$('#card').offsetHeight + 8}px`;
  const at = here.point !== null ? $(`#panel [data-point="${here.point}"]`) : here.word && wordElement(here.word);
  at?.classList.add('current');
  const of = at?.closest('.block');
  if (of) here.block = of.dataset.way;
  const block = all('.block').find((b) => b.dataset.way === here.block);
  block?.classList.add('current');
  (at ?? block)?.scrollIntoView({ block: 'nearest' });
}

// After each change: the point in hand may be decided by now, and lines may have come or gone.
export function again() {
  if (here.point !== null && point()) fill();
  if (here.word) { if (wordElement(here.word)) fillWord(); else leave(); }
  show();
}

// Decides the point in hand and goes on to the next one, unless another one was taken meanwhile.
function settle(what) {
  const was = here.point, order = byDoubt(), at = order.indexOf(was);
  const to = order.slice(at + 1).concat(order.slice(0, Math.max(at, 0)));
  return decide(what, () => {
    visited.push(was);
    if (here.point !== was) return;
    // What is typed meanwhile is for the point that is shown.
    if (typed()) return;
    const following = to.find((i) => here.state.points[i]?.open);
    if (following === undefined) { enter(was); say(document.body.dataset.none); } else { enter(following); }
  });
}

// What stands in the card is right, as it was or as it was typed.
export function accept() {
  if (typed()) return write(input.value);
  if (here.point === null) return;
  if (!point().open) return next();
  return settle({ do: 'accept', point: here.point });
}
export const reject = () => here.point !== null && (point().firm ? edit() : settle({ do: 'reject', point: here.point }));

export function write(text) {
  if (here.point !== null) return settle({ do: 'write', point: here.point, text });
  if (here.word) return decide({ do: 'word', ...indexes(), text }, show);
}
export const erase = () => write('');

// Writes what was typed, unless the point or word for which it was typed is not in hand any more.
function enterPressed() {
  const { point, word } = here, text = input.value, before = written;
  // Leaving it saves nothing of its own.
  written = text;
  input.blur();
  turn(async () => {
    if (here.point === point && here.word === word && !await write(text)) written = before;
  });
}

export function begin() {
  input.addEventListener('input', saves);
  input.addEventListener('blur', left);
  input.addEventListener('keydown', (event) => {
    // An input method has not ended its syllable.
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); enterPressed(); }
    if (event.key === 'Escape') { event.stopPropagation(); restore(); }
  });
}

export function takeOther(number) {
  const text = point()?.others[number - 1];
  if (text !== undefined) write(text);
}

export function edit() {
  if (here.point === null && !here.word) return;
  if (point()?.list) {
    $('#record').open = true;
    return $(`.field[data-point="${here.point}"] textarea`)?.focus();
  }
  input.focus();
  input.select();
}
