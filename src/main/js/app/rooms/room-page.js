import {html} from '../base/ui.js';
import {useWatch} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Icon} from '../base/icons.js';
import {Fault} from '../base/parts.js';
import {Conversation} from '../timeline/conversation.js';
import {roomName} from './names.js';
import {Panel} from './panel.js';
import {useRoom} from './use-room.js';

/** A room: its head, what is said in it, and beside it what was asked for. */
export function RoomPage({app, route}) {
  const {room, fault} = useRoom(app, route.room);
  useWatch(room);
  if (!room) {
    return html`<div class="empty">${fault ? html`<${Fault} fault=${fault} />` : 'One moment …'}</div>`;
  }
  const {info} = room;
  return html`<div class="room" data-panel=${route.panel}>
    <header class="head">
      <a class="button plain round to-list" href=${path.home()} aria-label="All rooms"><${Icon} name="back" /></a>
      <div class="head-text"><h1>${roomName(info, app.me)}</h1><p class="soft small">${info.topic}</p></div>
    </header>
    <${Conversation} app=${app} room=${room} at=${route.at} />
  </div>
  ${route.panel && html`<${Panel} app=${app} room=${room} route=${route} />`}`;
}
