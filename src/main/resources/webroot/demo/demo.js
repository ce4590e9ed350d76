// What all pages of /demo/ share: a guest of this tab, the connection's state, and small tools for elements.

import {connect} from '/client/parley.js';

const FIRST = ['Amber', 'Birch', 'Clover', 'Dune', 'Ember', 'Fern', 'Hazel', 'Indigo', 'Juniper', 'Linden', 'Maple', 'Opal'];
const LAST = ['Finch', 'Otter', 'Heron', 'Marten', 'Plover', 'Swift', 'Badger', 'Curlew', 'Lynx', 'Wren', 'Dormouse', 'Pike'];
const KEPT = 'parley-demo';

const one = list => list[Math.floor(Math.random() * list.length)];

/** A channel of a page; `?id=x` at the end of its address makes it another one, for friends alone. */
export function channel(name) {
  const id = new URLSearchParams(location.search).get('id');
  return /^[A-Za-z0-9_-]{1,40}$/.test(id ?? '') ? `${name}-${id}` : name;
}

/** A new guest, or a fresh token for one that there is: `{token, user: {id, name}}`. */
export async function guest(name = `${one(FIRST)} ${one(LAST)}`, token) {
  const answer = await fetch('/auth/guest', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...token && {Authorization: `Bearer ${token}`}},
    body: JSON.stringify({name}),
  });
  if (!answer.ok) {
    throw new Error(`This server lets no guests in (${answer.status}).`);
  }
  return answer.json();
}

/** The person of this tab, the same after a reload; another tab is another person. */
async function person() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  const fresh = await guest(kept?.user.name, kept?.token).catch(fault => (kept ? guest(kept.user.name) : Promise.reject(fault)));
  sessionStorage.setItem(KEPT, JSON.stringify(fresh));
  return fresh;
}

/** Opens the client of this page and shows in the head who one is and how the connection fares. */
export async function open() {
  const line = document.querySelector('#line');
  const parley = connect({token: async () => (await person()).token, outbox: false});
  parley.on('state', ({phase, reason}) => {
    line.dataset.phase = phase;
    line.textContent = phase === 'open' ? 'live' : phase === 'connecting' ? 'connecting' : reason ?? phase;
  });
  const {user} = await parley.ready();
  document.querySelector('#me').replaceChildren('You are ', make('b', {text: user.name}));
  return {parley, me: user};
}

/** An element: `make('li', {class: 'x', text: 'y', title: 'z'}, child, …)`. */
export function make(tag, {text, ...attributes} = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  element.append(...children);
  return element;
}

/** A colour of one's own, from the id. */
export function hue(id) {
  let sum = 0;
  for (const letter of id) {
    sum = (sum * 31 + letter.codePointAt(0)) % 360;
  }
  return `hsl(${sum} 45% 36%)`;
}

/** A round face with initials. */
export function face(id, name) {
  const element = make('span', {class: 'face', 'aria-hidden': 'true',
    text: name.split(/\s+/).map(word => word[0]).join('').slice(0, 2).toUpperCase()});
  element.style.setProperty('--hue', hue(id));
  return element;
}

/** Says something in the page's line for that; `kind` is `good`, `bad` or nothing. */
export function say(text, kind = '') {
  const place = document.querySelector('#say');
  place.dataset.kind = kind;
  place.textContent = text;
}

/** Why something did not work, for people. */
export const why = fault => (fault.type === 'rate_limited' ? 'That was too fast; try again in a moment.' : fault.message);
