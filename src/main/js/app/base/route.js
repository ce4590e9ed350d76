import {Signal} from './signal.js';

const part = text => encodeURIComponent(text).replace(/%3A/g, ':').replace(/%40/g, '@').replace(/%7C/g, '|');

function query(given) {
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

/** The addresses within the application. */
export const path = {
  home: () => '#/',
  find: (q = '') => `#/find${query({q})}`,
  make: () => '#/new',
  direct: () => '#/direct',
  notices: () => '#/notices',
  search: (room, q = '') => (room ? `#/r/${part(room)}/search${query({q})}` : `#/search${query({q})}`),
  room: (room, {at} = {}) => `#/r/${part(room)}${query({at})}`,
  thread: (room, message, {at} = {}) => `#/r/${part(room)}/thread/${part(message)}${query({at})}`,
  pins: room => `#/r/${part(room)}/pins`,
  people: room => `#/r/${part(room)}/people`,
  settings: room => `#/r/${part(room)}/settings`,
};

const PANELS = ['thread', 'search', 'pins', 'people', 'settings'];
const PAGES = ['find', 'new', 'direct', 'notices', 'search'];

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * What an address says: `{page: 'room', room, at?, panel?, id?, q?}` or `{page, q?}`, `page` being one of
 * `home|find|new|direct|notices|search`. What is not understood is `home`.
 * @param {string} hash such as `#/r/lobby/thread/m1?at=3`
 */
export function parse(hash) {
  const [, where = '', asked = ''] = /^#?([^?]*)\??(.*)$/.exec(hash) ?? [];
  const [first, ...rest] = where.split('/').filter(Boolean).map(decoded);
  const {at, q} = Object.fromEntries(new URLSearchParams(asked));
  const words = {...q !== undefined && {q}, ...Number(at) > 0 && {at: Number(at)}};
  if (first === 'r' && rest[0]) {
    const [room, panel, id] = rest;
    const known = PANELS.includes(panel) && (panel !== 'thread' || id);
    return {page: 'room', room, ...known && {panel}, ...known && id && {id}, ...words};
  }
  return {page: PAGES.includes(first) ? first : 'home', ...words};
}

/** Where one is: a signal of the parsed address that follows the browser's. */
export class Route extends Signal {
  constructor() {
    super(parse(location.hash));
    addEventListener('hashchange', () => {
      this.value = parse(location.hash);
    });
  }

  /** Goes to an address of `path`; `replace` leaves no step to go back to. */
  go(to, {replace = false} = {}) {
    if (replace) {
      history.replaceState(history.state, '', to);
      this.value = parse(to);
    } else {
      location.hash = to;
    }
  }
}
