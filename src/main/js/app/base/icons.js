import {html} from './ui.js';

/** Strokes on a field of 20 by 20; all of our own drawing. */
const STROKES = {
  archive: 'M3 4h14v4H3z M4.5 8v8h11V8 M8 11.5h4',
  at: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M13 7v4.2c0 2.6 3.8 2.2 3.8-1.2a6.8 6.8 0 1 0-2.8 5.5',
  attach: 'M15.5 9.5l-5.4 5.4a3.4 3.4 0 0 1-4.8-4.8l6-6a2.3 2.3 0 0 1 3.2 3.2l-5.8 5.8a1 1 0 0 1-1.5-1.5l5-5',
  back: 'M12 4l-6 6 6 6',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13z M8.3 17.5a2 2 0 0 0 3.4 0',
  check: 'M4 10.5l4 4 8-9',
  checks: 'M2 10.5l4 4 7.5-9 M9 14l.5.5 8-9',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z M10 6v4l2.6 2',
  close: 'M5 5l10 10 M15 5L5 15',
  copy: 'M7 7h9v9H7z M4 13V4h9',
  delete: 'M4 6h12 M8 6V4h4v2 M5.5 6l.8 10h7.4l.8-10 M8.5 9v4.5 M11.5 9v4.5',
  down: 'M10 4v12 M5 11l5 5 5-5',
  edit: 'M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2z M11.2 6.2l2.6 2.6',
  file: 'M5 3h6l4 4v10H5z M11 3v4h4',
  hash: 'M8 3.5L6.5 16.5 M13.5 3.5L12 16.5 M4 8h12.5 M3.5 12.5H16',
  help: 'M7.3 7.5a2.7 2.7 0 1 1 4 2.3c-.9.5-1.3 1-1.3 2.1 M10 15.2v.3',
  home: 'M3.5 9.5L10 4l6.5 5.5 M5.5 8.5V16h9V8.5',
  leave: 'M8 4H4v12h4 M8 10h8.5 M13 6.5l3.5 3.5-3.5 3.5',
  link: 'M8.5 11.5l3-3 M9 6.5l2-2a3 3 0 0 1 4.5 4.3l-2 2 M11 13.5l-2 2a3 3 0 0 1-4.4-4.3l2-2',
  lock: 'M5 9h10v7.5H5z M7 9V6.5a3 3 0 0 1 6 0V9',
  mute: 'M4 8v4h2.5L10 15.5v-11L6.5 8z M13 8l4 4 M17 8l-4 4',
  people: 'M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z M2 16.5c0-6 11-6 11 0 M13 4.2a2.7 2.7 0 0 1 0 5.1 '
    + 'M15 12c2 .7 3 2.2 3 4.5',
  person: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z M4 17c0-6.4 12-6.4 12 0',
  pin: 'M7.5 3h5l-.7 5 3 3.2H5.2l3-3.2z M10 11.5V17',
  plus: 'M10 4v12 M4 10h12',
  react: 'M16.6 8A7 7 0 1 1 12 3.3 M7.5 11.5c1 2 4 2 5 0 M7.6 8v.3 M12.4 8v.3 M16 2v4 M14 4h4',
  reply: 'M8 5L3.5 9.5 8 14 M4 9.5h7c3.5 0 5.5 2 5.5 6',
  retry: 'M15.5 8A6 6 0 1 0 16 11 M16 4v4h-4',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11z M13 13l4 4',
  send: 'M3.5 16.5L17 10 3.5 3.5l1.8 6.5z M5.5 10H10',
  settings: 'M3 6h7 M14 6h3 M12 4v4 M3 14h3 M10 14h7 M8 12v4',
  smile: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z M7 11.5c1 2.4 5 2.4 6 0 M7.6 8v.3 M12.4 8v.3',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M10 2.5v2 M10 15.5v2 M2.5 10h2 M15.5 10h2 M4.7 4.7l1.4 1.4 '
    + 'M13.9 13.9l1.4 1.4 M4.7 15.3l1.4-1.4 M13.9 6.1l1.4-1.4',
  moon: 'M16 12.2A6.7 6.7 0 0 1 7.8 4a6.7 6.7 0 1 0 8.2 8.2z',
  thread: 'M3 4h11v7H8l-3 3v-3H3z M16 8h1v7h-2v2.5L12.5 15H9',
  up: 'M10 16V4 M5 9l5-5 5 5',
  warn: 'M10 3l7.5 13.5h-15z M10 8v4 M10 14v.3',
};

const DOTS = 'M5 10h.01 M10 10h.01 M15 10h.01';

/**
 * A picture beside a text that says the same, or in a button that has a name: readers of screens pass it over.
 * @param {{name: string, large?: boolean}} props
 */
export function Icon({name, large = false}) {
  return html`<svg class=${`icon icon-${name}${large ? ' large' : ''}`} viewBox="0 0 20 20" aria-hidden="true"
    focusable="false"><path d=${name === 'more' ? DOTS : STROKES[name]} /></svg>`;
}
