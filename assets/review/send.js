// Changes go to the server one at a time; what is done meanwhile waits, as if it were done later.
import { $, here } from './here.js';

const waiting = [];
let busy = false;
let failed = false;

// Tells something until the next change; `bad` for what was not done.
export function say(text, bad = false) {
  $('#said').textContent = text;
  $('#said').classList.toggle('bad', bad);
}

// Does something now or when the changes before it are made; `key` where a key asked for it.
export function turn(action, key = false) {
  if (busy) waiting.push({ action, key });
  else action();
}

// Asks for a change; what comes of it is in the panel when `then` is called. Tells whether it was made.
export async function decide(what, then) {
  [busy, failed] = [true, false];
  document.body.dataset.busy = 'true';
  say('');
  const values = { seen: here.state.seen, who: $('#who').value, wish: JSON.stringify(what) };
  const headers = { 'x-sohoa': $('meta[name=secret]').content };
  try {
    await htmx.ajax('POST', `/d/${document.body.dataset.id}`, { target: '#panel', swap: 'innerHTML', values, headers, source: '#panel' });
  } catch {
    failed = true;
  }
  busy = false;
  const done = !failed;
  if (failed) waiting.length = 0;
  else then?.();
  while (!busy && waiting.length) {
    const { action, key } = waiting.shift();
    action();
    // What was typed behind a key that opens an input was meant for it, not for the keys.
    if (key && document.activeElement.matches('input, textarea')) waiting.splice(0, waiting.length, ...waiting.filter((w) => !w.key));
  }
  if (!busy) delete document.body.dataset.busy;
  return done;
}

function fail(text, status) {
  failed = true;
  say(text ? `${document.body.dataset.failed}: ${text}` : document.body.dataset.failed, true);
  // It was read anew, or somebody else decided.
  if (status === 409) setTimeout(() => location.reload(), 1500);
}

export function begin() {
  document.addEventListener('htmx:responseError', (event) => fail(event.detail.xhr.responseText, event.detail.xhr.status));
  document.addEventListener('htmx:sendError', () => fail(''));
}
