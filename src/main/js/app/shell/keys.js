import {useListener} from '../base/hooks.js';
import {path} from '../base/route.js';

/** What keys do, as the help shows it. */
export const KEYS = [
  ['Alt + ↓', 'Next room'],
  ['Alt + ↑', 'Room before'],
  ['Alt + Shift + ↓', 'Next room with something new'],
  ['Ctrl + K', 'Find a room'],
  ['Ctrl + Shift + F', 'Search in this room'],
  ['Alt + N', 'Notifications'],
  ['Alt + P', 'People of this room'],
  ['Escape', 'Close what stands beside the conversation'],
  ['?', 'This help'],
];

function isField(target) {
  return target.matches?.('input, textarea, select, [contenteditable]') ?? false;
}

/** Goes so many rooms on in the order of the list; with `news` to one that has something new. */
function step(app, by, news = false) {
  const links = [...document.querySelectorAll('.entry')];
  const here = links.findIndex(link => link.hasAttribute('aria-current'));
  const count = links.length;
  for (let i = 1; i <= count; i++) {
    const link = links[(((here < 0 && by < 0 ? 0 : here) + by * i) % count + count) % count];
    if (!news || link.dataset.unread) {
      app.go(path.room(link.dataset.room));
      return;
    }
  }
}

function act(app, event, onHelp) {
  const {page, room, panel} = app.route.value;
  const primary = event.ctrlKey || event.metaKey;
  switch (`${primary ? 'C-' : ''}${event.altKey ? 'A-' : ''}${event.shiftKey ? 'S-' : ''}${event.key.toLowerCase()}`) {
    case 'A-arrowdown':
      return step(app, 1);
    case 'A-arrowup':
      return step(app, -1);
    case 'A-S-arrowdown':
      return step(app, 1, true);
    case 'C-k':
      return app.go(path.find());
    case 'C-S-f':
      return app.go(path.search(page === 'room' ? room : null));
    case 'A-n':
      return app.go(path.notices());
    case 'A-p':
      return page === 'room' ? app.go(path.people(room)) : false;
    case 'escape':
      return panel ? app.go(path.room(room)) : false;
    case 'S-?':
    case '?':
      return isField(event.target) ? false : onHelp();
    default:
      return false;
  }
}

/** Listens to the keys of the whole page. What a view has taken, or a window that stands open, is not for them. */
export function useKeys(app, onHelp) {
  useListener(window, 'keydown', event => {
    if (!event.defaultPrevented && !document.querySelector('dialog[open]') && act(app, event, onHelp) !== false) {
      event.preventDefault();
    }
  });
}
