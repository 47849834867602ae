// What the page is about: the state as the server sees it, and what is in hand.
export const $ = (selector) => document.querySelector(selector);
export const all = (selector) => [...document.querySelectorAll(selector)];

export const here = {
  state: null,   // points and what can be done
  point: null,   // index of the point in hand
  word: null,    // or a word that was chosen and is no point: {line, word, at}
  block: null,   // the block in hand, by its way
};

// A word in the text by its line, its index and its place on the scan; another one may have its line and index by now.
export const wordElement = ({ line, word, at }) => $(`#panel [data-line="${line}"][data-word="${word}"][data-at="${at}"]`);

export const hull = (boxes) => boxes.reduce(([a, b, c, d], [e, f, g, h]) => [Math.min(a, e), Math.min(b, f), Math.max(c, g), Math.max(d, h)]);
