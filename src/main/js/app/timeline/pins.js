import {html, useEffect} from '../base/ui.js';
import {useAsked, useWatch} from '../base/hooks.js';
import {Fault} from '../base/parts.js';
import {Card} from './found.js';

const ABOUT_PINS = new Set(['message.pinned', 'message.unpinned', 'message.edited', 'message.deleted']);

/** The messages that were pinned in a room, the newest first. */
export function PinsPanel({app, room}) {
  const {value, fault, again} = useAsked(() => app.client.ask('messages.pins', {room: room.id}), [room]);
  useWatch(app.people);
  useEffect(() => app.client.subscription(`room.${room.id}`)
    ?.on('event', ({type}) => ABOUT_PINS.has(type) && again()), [room, again]);
  if (fault) {
    return html`<${Fault} fault=${fault} />`;
  }
  if (!value) {
    return html`<div class="empty">One moment …</div>`;
  }
  return value.messages.length === 0 ? html`<div class="empty">Nothing is pinned here.</div>`
    : html`<ul class="hits" aria-label="Pinned messages">${value.messages.map(message => html`<li
      key=${message.id}><${Card} app=${app} message=${message} /></li>`)}</ul>`;
}
