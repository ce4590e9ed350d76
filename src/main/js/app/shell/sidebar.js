import {html} from '../base/ui.js';
import {useWatch} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Badge, Face, IconButton} from '../base/parts.js';
import {Icon} from '../base/icons.js';
import {others, roomName} from '../rooms/names.js';

function Entry({app, entry, here}) {
  const {room, last} = entry;
  const {unread = 0, mentions = 0} = room.you ?? {};
  const name = roomName(room, app.me);
  const [other] = room.kind === 'direct' ? others(room, app.me) : [];
  return html`<li><a class="entry" href=${path.room(room.id)} aria-current=${here ? 'page' : undefined}
      data-unread=${unread > 0 ? 'true' : undefined}>
    ${other ? html`<${Face} id=${other.user} name=${other.name} status=${app.people.get(other.user).status} />`
    : html`<span class="face room" aria-hidden="true"><${Icon} name=${room.visibility === 'private' ? 'lock' : 'hash'} /></span>`}
    <span class="entry-name">${name}</span>
    <span class="entry-last">${last ? last.text : room.topic}</span>
    <span class="entry-badges"><${Badge} count=${mentions} loud what="mentions" />
      ${mentions < unread && html`<${Badge} count=${unread} what="unread" />`}</span>
  </a></li>`;
}

/** One's rooms, those with something new told by a number. */
export function Sidebar({app, route}) {
  useWatch(app.inbox);
  useWatch(app.people);
  return html`<nav class="sidebar" aria-label="Rooms">
    <ul class="entries">${app.inbox.rooms.map(entry => html`<${Entry} key=${entry.room.id} app=${app} entry=${entry}
      here=${route.room === entry.room.id} />`)}</ul>
  </nav>`;
}
