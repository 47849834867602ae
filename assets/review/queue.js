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
    links[0]?.focus();
  } else {
    return;
  }
  event.preventDefault();
});
