import {html} from '../base/ui.js';
import {day} from '../base/when.js';
import {Message, Pending} from './message.js';

const HEIGHTS = {begin: 120, older: 48, newer: 48, day: 44, new: 32};
const CHARACTERS = 90;

/** A guess at the height of a row that was never drawn. */
export function guessRow(row) {
  const message = row.message ?? row.entry?.message;
  if (!message) {
    return HEIGHTS[row.kind];
  }
  const {text = '', attachments = [], reactions = [], replyTo} = message;
  const lines = Math.min(400, Math.ceil(text.length / CHARACTERS) || 1);
  return lines * 22 + (row.head ? 34 : 6) + attachments.length * 60 + (reactions.length ? 34 : 0)
    + (replyTo ? 28 : 0);
}

/** Messages keep their place among each other; lines move when older messages come. */
export function isFirm(row) {
  return row.kind === 'message';
}

/** A row of the timeline as markup. */
export function drawRow(row, {talk, stamp, seen, active, flash, inThread = false}) {
  switch (row.kind) {
    case 'begin':
      return html`<div class="begin"><p>${talk.room.messages.length || talk.room.pending.length
        ? 'The conversation begins here.' : 'Nothing has been said here yet.'}</p></div>`;
    case 'older':
    case 'newer':
      return html`<div class="more-rows" aria-hidden="true"><span></span><span></span><span></span></div>`;
    case 'day':
      return html`<div class="day-line" role="separator" aria-label=${day(`${row.at}T12:00`)}>
        <span>${day(`${row.at}T12:00`)}</span></div>`;
    case 'new':
      return html`<div class="new-line" role="separator" aria-label="New messages"><span>New</span></div>`;
    case 'pending':
      return html`<${Pending} talk=${talk} entry=${row.entry} failed=${row.failed} head=${row.head}
        stamp=${stamp} />`;
    default:
      return html`<${Message} talk=${talk} message=${row.message} head=${row.head} stamp=${stamp} seen=${seen}
        active=${active} flash=${flash} inThread=${inThread} />`;
  }
}
