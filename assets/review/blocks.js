// The tree of clauses: labels, levels, where a block begins.
import { $, all, here } from './here.js';
import { aside, show } from './points.js';
import { decide, turn } from './send.js';

const blockElement = () => all('.block').find((b) => b.dataset.way === here.block);
const way = () => JSON.parse(here.block);

export function step(by) {
  const list = all('.block');
  const at = list.findIndex((b) => b.dataset.way === here.block);
  const to = list[Math.max(0, Math.min(list.length - 1, at + by))];
  if (to) take(to.dataset.way);
}

// Has a block in hand, and then does something with it.
export const take = (way, then) => aside(() => {
  here.block = way;
  show();
  then?.();
});

export function label() {
  const button = blockElement()?.querySelector('.label');
  if (!button) return;
  const lead = button.cloneNode(true), input = document.createElement('input');
  lead.querySelectorAll('del, .none').forEach((e) => e.remove());
  const before = lead.textContent.trim();
  input.className = 'label-input';
  input.value = before;
  input.setAttribute('aria-label', button.title);
  button.replaceWith(input);
  input.focus();
  input.select();
  let over = false;
  const of = way();
  const end = (save) => {
    if (over) return;
    over = true;
    const text = input.value.trim();
    input.replaceWith(button);
    if (save && text !== before) turn(() => decide({ do: 'label', way: of, label: text || null }, show));
  };
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') { event.preventDefault(); end(true); }
    if (event.key === 'Escape') { event.stopPropagation(); end(false); }
  });
  // Unless the panel is exchanged under it.
  input.addEventListener('blur', () => end(input.isConnected));
}

// A block is found again by its first word, wherever it hangs then.
export function move(what) {
  if (!here.block) return;
  const first = blockElement()?.querySelector('[data-line]');
  decide({ do: what, way: way() }, () => {
    const at = first && $(`#blocks [data-line="${first.dataset.line}"][data-word="${first.dataset.word}"]`);
    here.block = at?.closest('.block')?.dataset.way ?? here.block;
    show();
  });
}

export function split() {
  const at = $('#blocks .current[data-line]');
  if (at && here.block) decide({ do: 'split', way: way(), line: Number(at.dataset.line), word: Number(at.dataset.word) }, show);
}
