// One document: the scan on the left, the text on the right, and a point at a time.
import { $, here } from './here.js';
import * as blocks from './blocks.js';
import * as fields from './fields.js';
import * as points from './points.js';
import * as scan from './scan.js';
import { begin as sending, decide, say, turn } from './send.js';

let asked = false;   // whether to approve although points are left

function step(what) {
  const told = here.state[what];
  if (told) decide({ do: what }, () => say(`${$(`#do-${what}`).dataset.told}: ${told}`));
}
const undo = () => step('undo');
const redo = () => step('redo');

function approve() {
  if (here.state.approved) return;
  const open = points.unsaved() ?? fields.unsaved();
  if (open) {
    open.focus();
    return say(document.body.dataset.unsaved, true);
  }
  if (here.state.left > 0 && !asked) {
    asked = true;
    return say(`${here.state.left} ${document.body.dataset.left}`);
  }
  asked = false;
  decide({ do: 'approve' });
}

function toRecord() {
  $('#record').open = true;
  $('[data-field=number]').focus();
}

const help = () => $('#help').showModal();

const keys = {
  n: points.next, N: points.back, j: () => points.along(1), k: () => points.along(-1), a: points.accept, r: points.reject, e: points.edit, x: points.erase,
  l: blocks.label, '[': () => blocks.move('up'), ']': () => blocks.move('down'), J: () => blocks.move('join'), s: blocks.split,
  ArrowDown: () => blocks.step(1), ArrowUp: () => blocks.step(-1), f: toRecord, u: undo, U: redo,
  v: scan.lookOn, '+': () => scan.zoom(1.4), '-': () => scan.zoom(1 / 1.4), w: () => scan.toggle('words'), m: () => scan.toggle('removed'), A: approve, q: () => { location.href = '/'; }, '?': help,
};
for (let n = 1; n <= 9; n += 1) keys[n] = () => points.takeOther(n);
const held = ['n', 'N', 'j', 'k', 'ArrowDown', 'ArrowUp'];

function pressed(event) {
  if (event.target.closest('input, textarea, dialog[open]') || event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
  event.preventDefault();
  // A key that is held decides once.
  if (event.repeat && !held.includes(event.key)) return;
  if (event.key !== 'A') asked = false;
  turn(() => {
    say('');
    keys[event.key]();
  }, true);
}

function clicked(event) {
  // The buttons of the bar do what they say.
  if (event.target.closest('.bar')) return;
  // What it was on may have been exchanged meanwhile.
  if (!event.target.isConnected) return;
  asked = false;
  say('');
  const at = event.target.closest('[data-point], [data-line], .label, .block');
  if (!at || event.target.closest('input, textarea')) return;
  const of = at.closest('.block');
  if (at.dataset.point !== undefined) points.take(Number(at.dataset.point));
  else if (at.dataset.line !== undefined) points.choose(at);
  else if (of) blocks.take(of.dataset.way, at.classList.contains('label') ? blocks.label : undefined);
}

// The panel is another one after each change.
function loaded() {
  const approved = here.state?.approved;
  here.state = JSON.parse($('#state').textContent);
  asked = false;
  const does = {
    '#do-undo': undo, '#do-redo': redo, '#do-approve': approve, '#do-reopen': () => decide({ do: 'reopen' }),
    '#do-label': blocks.label, '#do-up': keys['['], '#do-down': keys[']'], '#do-join': keys.J, '#do-split': blocks.split,
  };
  for (const [id, action] of Object.entries(does)) $(id)?.addEventListener('click', () => turn(action));
  $('#do-undo').disabled = !here.state.undo;
  $('#do-redo').disabled = !here.state.redo;
  points.again();
  if (approved && !here.state.approved) say(document.body.dataset.reopened);
}

sending();
document.addEventListener('htmx:afterSwap', (event) => { if (event.detail.target.id === 'panel') loaded(); });
fields.begin();
document.addEventListener('keydown', pressed);
$('#panel').addEventListener('click', (event) => turn(() => clicked(event)));
const does = { '#do-accept': points.accept, '#do-reject': points.reject, '#do-write': points.edit, '#do-erase': points.erase, '#do-next': points.next };
for (const [id, action] of Object.entries(does)) $(id).addEventListener('click', () => turn(action));
$('#show-help').addEventListener('click', help);

// What was typed and is not saved is not left without a question.
addEventListener('beforeunload', (event) => {
  if (points.unsaved() ?? fields.unsaved()) event.preventDefault();
});

// The reviewer is the same in the next document.
$('#who').value = localStorage.getItem('who') || $('#who').value;
$('#who').addEventListener('change', (event) => {
  event.target.value = event.target.value.trim() || event.target.defaultValue;
  localStorage.setItem('who', event.target.value);
});

points.begin();
scan.begin();
loaded();
if (here.state.left > 0) points.next();
document.body.dataset.ready = 'true';
