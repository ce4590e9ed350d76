import {offers} from './toolbar.js';

/** What keys do in a conversation, as the help shows it. */
export const TALK_KEYS = [
  ['Enter', 'Send'],
  ['Shift + Enter', 'A new line'],
  ['↑ in an empty field', 'Edit your last message'],
  ['@ and :', 'Name somebody, an emoji'],
  ['Escape', 'To the field to write in'],
  ['↑ ↓ in the messages', 'From message to message'],
  ['End', 'To the newest'],
  ['R T E + P C L W', 'Reply, thread, edit, react, pin, copy the text, copy a link, who reacted'],
  ['Delete', 'Delete the message'],
];

const STEPS = {ArrowUp: -1, ArrowDown: 1};

/** The message's row in which something happened. */
const slotOf = event => event.target.closest?.('[data-key]')?.dataset.key ?? null;
const isMessage = row => row?.kind === 'message' || row?.kind === 'pending';

/** Puts the focus on the message of a row, as soon as it stands on the page. */
function focusRow({list}, key) {
  list.reveal(key);
  const focus = turns => {
    const article = list.elementOf(key)?.querySelector('article');
    if (article) {
      article.focus({preventScroll: true});
    } else if (turns > 0) {
      requestAnimationFrame(() => focus(turns - 1));
    }
  };
  focus(5);
}

/** The next message above or below; from the list itself, the last one that can be seen. */
function step(stage, key, by) {
  const {rows, list} = stage;
  const {scrollTop, clientHeight} = list.element;
  let at = key === null ? list.heights.at(scrollTop + clientHeight) - Math.min(by, 0)
    : list.heights.indexOf(key);
  do {
    at += by;
  } while (at >= 0 && at < rows.length && !isMessage(rows[at]));
  if (rows[at]) {
    focusRow(stage, rows[at].key);
  }
  return Boolean(rows[at]);
}

function pressed(talk, stage, event) {
  const {key, target} = event;
  const onRow = target.tagName === 'ARTICLE';
  if (event.ctrlKey || event.metaKey || event.altKey || talk.over.value) {
    return false;
  }
  if (key === 'Escape') {
    talk.emit('write');
    return true;
  }
  if (!onRow && target !== stage.list.element) {
    return false;
  }
  if (STEPS[key]) {
    return step(stage, onRow ? slotOf(event) : null, STEPS[key]);
  }
  if (key === 'End') {
    stage.toEnd();
    return true;
  }
  const message = onRow && stage.rows.find(row => row.key === slotOf(event))?.message;
  if (!message) {
    return false;
  }
  if (key === 'Enter') {
    target.querySelector('.toolbar button')?.focus();
    return true;
  }
  const offer = offers(talk, message).find(one => one.key === key || key === 'Backspace' && one.danger);
  offer?.run(target.getBoundingClientRect());
  return Boolean(offer);
}

/** What the list of messages listens to: keys, the mouse, fingers. */
export function handlersOf(talk, stage) {
  const activate = key => {
    if (!talk.over.value) {
      talk.active.value = key;
    }
  };
  return {
    role: 'log',
    'aria-live': 'off',
    'aria-label': 'Messages',
    tabIndex: 0,
    onKeyDown: event => pressed(talk, stage, event) && event.preventDefault(),
    onPointerOver: event => event.pointerType === 'mouse' && activate(slotOf(event)),
    onPointerLeave: event => event.pointerType === 'mouse' && activate(null),
    onFocusIn: event => activate(slotOf(event)),
    onClick: event => activate(slotOf(event)),
  };
}
