// What people see of a room. Whatever somebody wrote gets into the page as text and as nothing else.

const GROUP_MS = 5 * 60 * 1000;
const HUES = 8;
const NEAR_PX = 80;
const FATES = {sending: 'Waiting for the server', sent: 'Sent', refused: 'Not sent'};

const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit'});
const day = new Intl.DateTimeFormat(undefined, {weekday: 'long', day: 'numeric', month: 'long'});
const full = new Intl.DateTimeFormat(undefined, {dateStyle: 'full', timeStyle: 'medium'});

const $ = id => document.getElementById(id);

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function hue(user) {
  let sum = 0;
  for (const letter of user) {
    sum = (sum * 31 + letter.codePointAt(0)) >>> 0;
  }
  return `hue-${sum % HUES}`;
}

function initial(name) {
  return [...name.trim()][0]?.toUpperCase() ?? '?';
}

/** Draws a room, again and again; `act.retry(id)` and `act.drop(id)` answer the buttons of a refused message. */
export class View {
  constructor(act) {
    this.act = act;
    this.scroll = $('scroll');
    this.list = $('timeline');
    this.shown = new Map();
    this.scroll.addEventListener('scroll', () => this.nearEnd() && ($('newest').hidden = true));
    $('newest').addEventListener('click', () => this.toEnd());
  }

  clear() {
    this.list.setAttribute('aria-live', 'off');
    this.list.replaceChildren();
    this.shown.clear();
  }

  draw(room, me) {
    const {entries, more} = room.timeline;
    const wasNear = this.nearEnd();
    const before = {top: this.list.firstElementChild?.dataset.key, height: this.scroll.scrollHeight,
      last: this.list.lastElementChild?.dataset.key};
    this.reconcile(this.rows(entries, room, me));
    $('earlier').hidden = !more;
    $('empty').hidden = entries.length > 0 || !room.timeline.position;
    $('room-name').textContent = room.name;
    document.title = `${room.name} · Parley`;
    this.drawMembers(room, me);
    this.settle(wasNear, before, entries.at(-1)?.by === me.id);
    if (room.timeline.position && this.list.getAttribute('aria-live') === 'off') {
      setTimeout(() => this.list.setAttribute('aria-live', 'polite'), 500);
    }
  }

  rows(entries, room, me) {
    const rows = [];
    let last = null;
    for (const entry of entries) {
      const at = new Date(entry.at);
      if (!last || new Date(last.at).toDateString() !== at.toDateString()) {
        rows.push({key: `day ${at.toDateString()}`, make: () => this.dayLine(at), state: ''});
        last = null;
      }
      const first = !last || last.by !== entry.by || at - new Date(last.at) > GROUP_MS;
      const name = room.nameOf(entry.by);
      const state = [first, name, entry.fate, entry.reason, entry.version, entry.deleted].join('|');
      rows.push({key: `m ${entry.id}`, state, make: () => this.message(entry, {at, first, name, me})});
      last = entry;
    }
    return rows;
  }

  /** Makes the list hold these rows in this order, touching only what differs. */
  reconcile(rows) {
    const keys = new Set(rows.map(row => row.key));
    for (const [key, {node}] of this.shown) {
      if (!keys.has(key)) {
        node.remove();
        this.shown.delete(key);
      }
    }
    let place = this.list.firstElementChild;
    for (const {key, state, make} of rows) {
      let known = this.shown.get(key);
      if (known?.state !== state) {
        const node = make();
        node.dataset.key = key;
        if (known) {
          place = place === known.node ? node : place;
          known.node.replaceWith(node);
        }
        known = {node, state};
        this.shown.set(key, known);
      }
      if (known.node === place) {
        place = place.nextElementSibling;
      } else {
        this.list.insertBefore(known.node, place);
      }
    }
  }

  dayLine(at) {
    return element('li', 'day', day.format(at));
  }

  message(entry, {at, first, name, me}) {
    const mine = entry.by === me.id;
    const row = element('li', ['message', mine && 'mine', first && 'first', entry.fate].filter(Boolean).join(' '));
    const body = element('div', 'body');
    if (first) {
      const face = element('span', `face ${hue(entry.by)}`, initial(name));
      face.setAttribute('aria-hidden', 'true');
      row.append(face);
    }
    const byline = element('p', first ? 'byline' : 'byline unseen');
    const time = element('time', '', clock.format(at));
    time.dateTime = entry.at;
    time.title = full.format(at);
    byline.append(element('b', '', mine ? `${name} (you)` : name), ' ', time, entry.editedAt ? ' edited' : '');
    const text = element('p', 'text', entry.deleted ? 'This message was deleted.' : entry.text);
    text.dir = 'auto';
    body.append(byline, text);
    if (entry.fate && entry.fate !== 'sent') {
      body.append(this.fate(entry));
    }
    row.append(body);
    return row;
  }

  fate({id, fate, reason}) {
    const line = element('p', 'fate', reason ? `${FATES[fate]}: ${reason}` : FATES[fate]);
    if (fate === 'refused') {
      const retry = element('button', 'quiet', 'Try again');
      const drop = element('button', 'quiet', 'Remove');
      retry.type = drop.type = 'button';
      retry.addEventListener('click', () => this.act.retry(id));
      drop.addEventListener('click', () => this.act.drop(id));
      line.append(' ', retry, ' ', drop);
    }
    return line;
  }

  drawMembers({members}, me) {
    const people = [...members.values()].sort((a, b) => a.name.localeCompare(b.name));
    const state = people.map(person => `${person.user} ${person.name} ${person.role}`).join('|');
    if (state === this.people) {
      return;
    }
    this.people = state;
    $('count').textContent = people.length;
    $('members').replaceChildren(...people.map(person => {
      const row = element('li', 'person');
      const face = element('span', `face small ${hue(person.user)}`, initial(person.name));
      face.setAttribute('aria-hidden', 'true');
      const marks = [person.user === me.id && 'you', person.role !== 'member' && person.role].filter(Boolean);
      row.append(face, element('span', 'who', person.name), element('span', 'role', marks.join(', ')));
      return row;
    }));
  }

  /** Keeps the reader where he was: at the end, or at the message he was looking at. */
  settle(wasNear, before, mineLast) {
    const {list, scroll} = this;
    const grewAbove = before.top && list.firstElementChild?.dataset.key !== before.top
      && list.lastElementChild?.dataset.key === before.last;
    const grewBelow = before.last && list.lastElementChild?.dataset.key !== before.last;
    if (grewAbove) {
      scroll.scrollTop += scroll.scrollHeight - before.height;
    } else if (wasNear || (grewBelow && mineLast)) {
      this.toEnd();
    } else if (grewBelow) {
      $('newest').hidden = false;
    }
  }

  nearEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR_PX;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    $('newest').hidden = true;
  }
}

/** The one line that says how things stand with the connection. */
export function drawLine({phase, node, next, reason}) {
  const line = $('line');
  const host = url => new URL(url).host;
  const sentence = {
    connecting: () => `Connecting to ${host(node)} …`,
    open: () => `Connected to ${host(node)}`,
    moving: () => `Moving to another node: ${reason}`,
    waiting: () => `Not connected: ${reason} (${host(node)}). Trying ${host(next)} …`,
    ended: () => `Disconnected: ${reason}`,
    fault: () => reason,
  }[phase];
  line.dataset.phase = phase;
  if (line.textContent !== sentence()) {
    line.textContent = sentence();
  }
}
