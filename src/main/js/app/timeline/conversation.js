import {html, useEffect, useMemo} from '../base/ui.js';
import {Composer} from './composer.js';
import {Overlays} from './overlays.js';
import {Reading} from './reading.js';
import {Talk} from './talk.js';
import {Timeline} from './timeline.js';
import {TypingLine} from './typing.js';

const isLooking = () => document.visibilityState === 'visible' && document.hasFocus();

/**
 * What is said in a room, and where one writes.
 * @param {object} props
 * @param {object} props.app
 * @param {import('../../client/parley.js').RoomStore} props.room opened
 * @param {number} [props.at] the seq of the message to go to
 * @param {any} [props.instead] what stands in the place of the composer, for those who may not write
 */
export function Conversation({app, room, at, instead}) {
  const talk = useMemo(() => new Talk(app, room), [app, room]);
  const reading = useMemo(() => new Reading(room, app.me.id, isLooking), [app, room]);
  useEffect(() => {
    const off = [
      app.client.subscription(`room.${room.id}`)?.on('event', event => {
        talk.heard(event);
        reading.heard(event);
      }),
      talk.on('sent', () => {
        reading.clear();
        talk.emit('end');
      }),
    ];
    return () => off.forEach(one => one?.());
  }, [talk]);
  return html`<div class="conversation">
    <${Timeline} talk=${talk} reading=${reading} at=${at} />
    <div class="foot">
      <${TypingLine} talk=${talk} />
      ${instead ?? html`<${Composer} talk=${talk} />`}
    </div>
    <${Overlays} talk=${talk} />
  </div>`;
}
