import {html} from '../base/ui.js';
import {day} from '../base/when.js';
import {Icon} from '../base/icons.js';

const plural = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The day of the first row that can be seen, unless that row says it itself. */
function dayOf(stage) {
  const {first} = stage.view;
  const at = first?.message?.at ?? first?.entry?.at ?? null;
  return at && day(at);
}

/** What floats over a timeline: which day one looks at, what is new above, the way to the present. */
export function Bars({stage, talk, reading}) {
  const {view, room} = stage;
  const label = dayOf(stage);
  const above = reading.unreadBefore > 0 && view.newAbove;
  const date = event => talk.open('date', null, event.currentTarget.getBoundingClientRect());
  return html`
    <div class="over-top">
      ${label && html`<button type="button" class="day-pill" title="Go to a date" onClick=${date}>
        <span class="unseen">Go to a date. Here: </span>${label}</button>`}
      ${above && html`<div class="new-bar">
        <button type="button" class="primary" onClick=${() => stage.toNew()}><${Icon} name="up" />
          ${plural(reading.unreadBefore, 'new message')}</button>
        <button type="button" class="primary" aria-label="Mark as read" title="Mark as read"
          onClick=${() => reading.clear()}><${Icon} name="check" /></button></div>`}
    </div>
    ${(!view.atEnd || room.moreAfter) && html`<button type="button" class="to-end"
      onClick=${() => stage.toEnd()}><${Icon} name="down" />
      ${reading.below > 0 ? plural(reading.below, 'new message') : 'To the newest'}</button>`}`;
}
