// A form that several people edit. Each field is a key of the channel's state; a write names the version that its
// writer saw. Who is in which field is told on a channel without a log.

import {LiveState} from '/client/parley.js';
import {channel, hue, make, open, say, why} from '/demo/demo.js';

const CHANNEL = channel('live.demo.form-outing');
const BESIDE = channel('live.ephemeral.form-outing');
const FIELDS = [['title', 'What', 'An outing to the lake'], ['when', 'When', 'Saturday, ten o’clock'],
  ['where', 'Where', 'At the boathouse'], ['bring', 'To bring', 'Skates, tea, somebody who sings']];
const QUIET_MS = 350;
const GONE_MS = 10000;

const {parley, me} = await open();
const shared = new LiveState(parley, CHANNEL);
const fields = new Map(FIELDS.map(([key, label, hint]) => [key, field(key, label, hint)]));
document.querySelector('#form').append(...[...fields.values()].map(one => one.element));
document.querySelector('#form').addEventListener('submit', event => event.preventDefault());
shared.on('change', draw);
await shared.open();
draw();

const beside = parley.subscribe(BESIDE);
beside.on('event', ({by, data}) => by !== me.id && seen(by, data));
setInterval(() => document.activeElement?.name && tell(document.activeElement.name), GONE_MS / 3);

function field(key, label, hint) {
  const input = make(key === 'bring' ? 'textarea' : 'input', {id: key, name: key, placeholder: hint, maxlength: 2000, rows: 3});
  const who = make('span', {class: 'who', 'aria-live': 'polite'});
  const clash = make('div', {class: 'clash', role: 'alert', hidden: true});
  const one = {key, input, who, clash, version: 0, base: '', timer: 0, writing: false,
    element: make('div', {class: 'field'}, make('div', {class: 'row'}, make('label', {for: key, text: label}), who), input, clash)};
  input.addEventListener('input', () => {
    clearTimeout(one.timer);
    one.timer = setTimeout(() => write(one), QUIET_MS);
  });
  input.addEventListener('focus', () => tell(key));
  input.addEventListener('blur', () => tell(''));
  return one;
}

/** Is there something that the server has not seen? */
function dirty(one) {
  return one.input.value !== one.base;
}

/** What others wrote is shown where one has not written oneself; there it stays until it is decided. */
function draw() {
  for (const one of fields.values()) {
    const value = shared.state[one.key] ?? '';
    const version = shared.version(one.key);
    if (version > one.version && !one.writing) {
      if (dirty(one) && value !== one.input.value) {
        ask(one, value, version);
      } else {
        take(one, value, version);
      }
    }
  }
}

function take(one, value, version) {
  const {selectionStart, selectionEnd} = one.input;
  if (one.input.value !== value) {
    one.input.value = value;
    document.activeElement === one.input && one.input.setSelectionRange(selectionStart, selectionEnd);
  }
  Object.assign(one, {base: value, version});
  one.clash.hidden = true;
}

async function write(one) {
  if (one.writing || !dirty(one) || !one.clash.hidden) {
    return;
  }
  one.writing = true;
  const value = one.input.value;
  try {
    const reply = await shared.change([{set: {key: one.key, value, ifVersion: one.version}}]);
    say('Saved.', 'good');
    Object.assign(one, {base: value, version: reply.changes.find(({key}) => key === one.key).version});
  } catch (refusal) {
    const current = refusal.data?.current?.[one.key];
    if (refusal.type === 'conflict' && current) {
      ask(one, current.value ?? '', current.version);
    } else {
      say(why(refusal), 'bad');
    }
  }
  one.writing = false;
  draw();
  dirty(one) && one.clash.hidden && (one.timer = setTimeout(() => write(one), QUIET_MS));
}

/** Somebody was faster: nothing is overwritten, the person decides. */
function ask(one, value, version) {
  const theirs = make('button', {type: 'button', text: 'Take theirs'});
  const own = make('button', {type: 'button', text: 'Keep mine'});
  theirs.addEventListener('click', () => take(one, value, version));
  own.addEventListener('click', () => {
    Object.assign(one, {base: value, version});
    one.clash.hidden = true;
    write(one);
  });
  one.clash.replaceChildren(make('p', {}, 'Meanwhile it became ', make('q', {text: value})), make('div', {class: 'row'}, theirs, own));
  one.clash.hidden = false;
}

function tell(key) {
  parley.ask('live.publish', {channel: BESIDE, type: 'at', data: {field: key, name: me.name}}).catch(() => { /* told again soon */ });
}

function seen(id, {field: key, name}) {
  for (const one of fields.values()) {
    const here = one.key === key;
    if (here || one.who.dataset.id === id) {
      clearTimeout(one.who.timer);
      one.who.dataset.id = here ? id : '';
      one.who.textContent = here ? `${name} is here` : '';
      one.who.style.setProperty('--hue', hue(id));
      one.who.timer = here && setTimeout(() => seen(id, {field: '', name}), GONE_MS);
    }
  }
}
