// The page: a door where one says who one is and where to go, and the room behind it.

import {Connection} from './connection.js';
import {NoGuests, forget, guestToken, remember, rememberedName, rememberedToken} from './guest.js';
import {Room} from './room.js';
import {View, drawLine} from './view.js';

const NODES_MAX = 16;
const $ = id => document.getElementById(id);
const asked = new URLSearchParams(location.search);

function nodesOf(text) {
  const origins = (text ?? '').split(/[\s,]+/).filter(Boolean)
    .map(url => /^https?:\/\//.test(url) ? url : `${location.protocol}//${url}`)
    .map(url => URL.canParse(url) ? new URL(url).origin : null);
  return [...new Set(origins.filter(Boolean))].slice(0, NODES_MAX);
}

/** The id of a room as people would write its name: letters, digits and dashes. */
function roomIdOf(name) {
  return name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9._@:|-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '').slice(0, 80);
}

const given = nodesOf(asked.get('nodes'));
const nodes = given.length ? given : [location.origin];
let line = null;
let room = null;
let me = null;
let state = null;
let drawing = false;
const view = new View({
  retry: id => room.retry(id),
  drop: id => {
    room.timeline.drop(id);
    changed();
  },
});

/** Draws at most once a frame, however much is heard. */
function changed() {
  if (drawing || !me) {
    return;
  }
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    if (room) {
      view.draw(room, me);
      drawLine(room.fault ? {phase: 'fault', reason: room.fault} : state);
    }
  });
}

function showDoor(fault) {
  $('door').hidden = false;
  $('house').hidden = true;
  document.title = 'Parley';
  $('name').value ||= rememberedName();
  $('room').value ||= asked.get('room') ?? 'lobby';
  $('nodes').value = given.join(', ');
  $('more').open = given.length > 0;
  $('sign-in-fault').hidden = !fault;
  $('sign-in-fault').textContent = fault ?? '';
  $($('name').value ? 'room' : 'name').focus();
}

async function tokenFor(name) {
  const own = $('token').value.trim();
  if (own) {
    return own;
  }
  try {
    return await guestToken(nodes, name);
  } catch (fault) {
    if (fault instanceof NoGuests) {
      $('token-field').hidden = false;
      $('token').focus();
    }
    throw fault;
  }
}

async function signIn(event) {
  event.preventDefault();
  const name = $('name').value.trim();
  const roomName = $('room').value.trim();
  const wanted = nodesOf($('nodes').value);
  if (!roomIdOf(roomName)) {
    showDoor('A room needs a name with at least one Latin letter or digit.');
    return;
  }
  $('enter').disabled = true;
  try {
    remember(await tokenFor(name), name);
    const address = addressOf(roomName, wanted);
    if (wanted.join() === given.join()) {
      history.replaceState(null, '', address);
      enter(roomName);
    } else {
      location.assign(address);
    }
  } catch (fault) {
    showDoor(fault.message);
  } finally {
    $('enter').disabled = false;
  }
}

function addressOf(roomName, wanted) {
  const query = new URLSearchParams({room: roomName});
  if (wanted.length) {
    query.set('nodes', wanted.join(','));
  }
  return `/try?${query}`;
}

function enter(roomName) {
  $('door').hidden = true;
  $('house').hidden = false;
  $('second').href = addressOf(roomName, given);
  $('room-name').textContent = roomName;
  $('people').open = matchMedia('(min-width: 56rem)').matches;
  view.clear();
  room = new Room(roomIdOf(roomName), roomName, changed);
  line = new Connection(nodes, rememberedToken(), {
    state: now => {
      state = now;
      drawLine(now);
    },
    open: (_, who) => {
      me = who.user;
      room.enter(line, me).catch(fault => fault.passing ? line?.drop(fault.message) : leave(fault.message));
    },
    closed: () => room?.left(),
    renew: async reason => {
      const token = await guestToken(nodes, rememberedName(), reason === 'expiring' ? line.token : null);
      remember(token);
      return token;
    },
  });
  line.open();
  $('text').focus();
}

function leave(fault) {
  line?.close();
  line = room = me = null;
  forget();
  showDoor(fault);
}

function grow() {
  const {style} = $('text');
  style.height = 'auto';
  style.height = `${Math.min($('text').scrollHeight + 2, innerHeight / 3)}px`;
}

function send(event) {
  event.preventDefault();
  const text = $('text').value;
  if (text.trim() && me) {
    room.post(text.trim());
    $('text').value = '';
    grow();
  }
  $('text').focus();
}

$('sign-in').addEventListener('submit', signIn);
$('composer').addEventListener('submit', send);
$('text').addEventListener('input', grow);
$('text').addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    send(event);
  }
});
$('leave').addEventListener('click', () => leave());
$('earlier').addEventListener('click', async event => {
  event.target.disabled = true;
  try {
    await room.earlier();
    room.fault = null;
  } catch (refusal) {
    room.fault = refusal.message;
    changed();
  } finally {
    event.target.disabled = false;
  }
});

if (rememberedToken() && asked.get('room')) {
  enter(asked.get('room'));
} else {
  showDoor();
}
