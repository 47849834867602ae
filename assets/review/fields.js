// The record: what is typed into a field is sent when the field is left.
import { $, all } from './here.js';
import * as scan from './scan.js';
import { decide, say, turn } from './send.js';

let kept = null;   // what is typed in while the panel is exchanged, and where the cursor is
let sent = null;   // the field that is being sent

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

function left(event) {
  const input = event.target.closest('[data-field]');
  if (!input || kept || input.value === input.defaultValue) return;
  const [field, value] = [input.dataset.field, valueOf(input)];
  turn(() => {
    sent = field;
    decide({ do: 'field', field, value }).then((done) => {
      sent = null;
      if (!done) refuse($(`[data-field="${field}"]`));
    });
  });
}

// A value that was not taken stays to be corrected.
const refuse = (input) => input.setAttribute('aria-invalid', 'true');

// The scan shows where a field was read.
function entered(event) {
  const at = event.target.closest('[data-field]')?.dataset.at;
  if (!at) return;
  const [page, ...box] = at.split(',').map(Number);
  scan.mark(page, [box]);
  scan.go(page, box);
}

// The first field of which the value was typed and not taken.
export const unsaved = () => all('#panel [data-field]').find((i) => i.value !== i.defaultValue);

function pressed(event) {
  const input = event.target.closest('[data-field]');
  if (!input || event.isComposing) return;
  if (event.key === 'Enter' && (['text', 'long'].includes(input.dataset.form) || event.ctrlKey)) { event.preventDefault(); input.blur(); }
  if (event.key === 'Escape') { input.value = input.defaultValue; input.removeAttribute('aria-invalid'); say(''); input.blur(); }
}

// A value that was refused stays, too.
function keep(event) {
  if (!event.detail.shouldSwap) return;
  const inputs = all('#panel [data-field]'), at = document.activeElement;
  const typed = inputs.filter((i) => i.value !== i.defaultValue && (i.dataset.field !== sent || i === at));
  kept = { typed: typed.map((i) => [i.dataset.field, i.value]), focus: inputs.includes(at) && { field: at.dataset.field, from: at.selectionStart, to: at.selectionEnd } };
}

function restore() {
  const input = (field) => $(`[data-field="${field}"]`);
  for (const [field, value] of kept?.typed ?? []) {
    input(field).value = value;
    if (document.activeElement !== input(field) && kept.focus?.field !== field) refuse(input(field));
  }
  const { focus } = kept ?? {};
  if (focus) {
    input(focus.field).focus();
    input(focus.field).setSelectionRange(focus.from, focus.to);
  }
  kept = null;
}

export function begin() {
  $('#panel').addEventListener('focusin', entered);
  $('#panel').addEventListener('focusout', left);
  $('#panel').addEventListener('keydown', pressed);
  document.addEventListener('htmx:beforeSwap', keep);
  document.addEventListener('htmx:afterSwap', restore);
}
