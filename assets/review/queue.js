'use strict';
// The arrows go through the documents, / to the search.
document.addEventListener('keydown', (event) => {
  const links = [...document.querySelectorAll('#rows a')];
  const at = links.indexOf(document.activeElement);
  const typing = ['INPUT', 'SELECT'].includes(document.activeElement?.tagName);
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === '/' && !typing) {
    document.querySelector('[name=q]').focus();
  } else if (event.key === 'ArrowDown' && document.activeElement?.tagName !== 'SELECT') {
    links[Math.min(at + 1, links.length - 1)]?.focus();
  } else if (event.key === 'ArrowUp' && at >= 0) {
    (links[at - 1] ?? document.querySelector('[name=q]')).focus();
  } else if (event.key === 'Enter' && document.activeElement?.name === 'q') {
    // The only one is the one.
    if (links.length === 1) links[0].click();
    else links[0]?.focus();
  } else {
    return;
  }
  event.preventDefault();
});

// New rows leave the focus on the same row.
let row = -1;
document.addEventListener('htmx:beforeSwap', () => { row = [...document.querySelectorAll('#rows a')].indexOf(document.activeElement); });
document.addEventListener('htmx:afterSwap', () => {
  const links = document.querySelectorAll('#rows a');
  if (row >= 0) links[Math.min(row, links.length - 1)]?.focus();
});

// What was asked for is asked for again when one comes back from a document.
const form = document.querySelector('#ask');
const asked = () => new URLSearchParams(new FormData(form)).toString();
const before = sessionStorage.getItem('ask');
if (before && !location.search && before !== asked()) {
  for (const [name, value] of new URLSearchParams(before)) form.elements[name].value = value;
  htmx.ajax('GET', `/rows?${before}`, '#rows');
}
document.addEventListener('htmx:beforeRequest', () => sessionStorage.setItem('ask', asked()));
