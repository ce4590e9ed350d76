// Where everybody points: events of a channel without a log, each replacing the one before it.

import {channel, hue, make, open} from '/demo/demo.js';

const CHANNEL = channel('live.ephemeral.cursors');
const EVERY_MS = 50;
const GONE_MS = 8000;
const STEP = .02;

const field = document.querySelector('#field');
const others = new Map();
const mine = {x: .5, y: .5, timer: 0, dirty: false};

const {parley, me} = await open();
const cursors = parley.subscribe(CHANNEL);
cursors.on('event', ({type, by, data}) => by !== me.id && (type === 'cursor.left' ? gone(by) : moved(by, data)));
addEventListener('pagehide', () => tell('cursor.left', {}));
setInterval(() => {
  const limit = performance.now() - GONE_MS;
  others.forEach((other, id) => other.at < limit && gone(id));
  others.size > 0 && !mine.timer && tell('cursor', {x: mine.x, y: mine.y, name: me.name});
}, GONE_MS / 3);
tell('cursor', {x: mine.x, y: mine.y, name: me.name});

function tell(type, data) {
  parley.ask('live.publish', {channel: CHANNEL, type, data: {...data, user: me.id}}).catch(() => { /* the next one tells it */ });
}

/** At most one position in fifty milliseconds; the last one always. */
function point(x, y) {
  Object.assign(mine, {x: round(x), y: round(y), dirty: true});
  mine.timer ||= setTimeout(function next() {
    mine.timer = 0;
    if (mine.dirty) {
      mine.dirty = false;
      tell('cursor', {x: mine.x, y: mine.y, name: me.name});
      mine.timer = setTimeout(next, EVERY_MS);
    }
  }, 0);
}

const round = part => Math.round(Math.min(1, Math.max(0, part)) * 1e4) / 1e4;

function moved(id, {x, y, name}) {
  let other = others.get(id);
  if (!other) {
    const label = make('span', {class: 'name', text: name});
    other = {element: make('div', {class: 'cursor'}, arrow(), label)};
    other.element.style.setProperty('--hue', hue(id));
    others.set(id, other);
    field.append(other.element);
    count();
  }
  other.at = performance.now();
  other.element.style.setProperty('--x', `${x * 100}cqw`);
  other.element.style.setProperty('--y', `${y * 100}cqh`);
}

function gone(id) {
  others.get(id)?.element.remove();
  others.delete(id);
  count();
}

function count() {
  const names = others.size;
  document.querySelector('#count').textContent = names === 0 ? 'Nobody else is here.'
    : names === 1 ? 'One other is here.' : `${names} others are here.`;
}

function arrow() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 22');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M2 1.5 17.5 11l-7 1.4L6.6 19z');
  svg.append(path);
  return svg;
}

field.addEventListener('pointermove', event => {
  const {left, top, width, height} = field.getBoundingClientRect();
  point((event.clientX - left) / width, (event.clientY - top) / height);
});

field.addEventListener('keydown', event => {
  const step = {ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP]}[event.key];
  if (step) {
    event.preventDefault();
    point(mine.x + step[0], mine.y + step[1]);
  }
});
