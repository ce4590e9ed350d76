import {html, useEffect, useRef} from '../base/ui.js';
import {useAct, useWatch} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Icon} from '../base/icons.js';
import {Fault} from '../base/parts.js';
import {usePresence} from '../people/people-panel.js';
import {Conversation} from '../timeline/conversation.js';
import {roomName} from './names.js';
import {Panel} from './panel.js';
import {whyNotWrite} from './rights.js';
import {useRoom} from './use-room.js';

function PanelLink({route, panel, icon, label, count}) {
  const open = route.panel === panel;
  return html`<a class="button plain" href=${open ? path.room(route.room) : path[panel](route.room)} title=${label}
    aria-label=${label} aria-current=${open ? 'true' : undefined}><${Icon} name=${icon} />
    ${count > 0 && html`<span aria-hidden="true">${count}</span>`}</a>`;
}

/** Puts the focus on the name of the room, unless the field to write in has taken it. */
function useArrival() {
  const title = useRef(null);
  useEffect(() => {
    if (document.activeElement === document.body) {
      title.current.focus({preventScroll: true});
    }
  }, []);
  return title;
}

function Head({app, room, route, presence, title}) {
  const {info} = room;
  const here = presence?.count ?? 0;
  return html`<header class="head">
    <a class="button plain round to-list" href=${path.home()} aria-label="All rooms"><${Icon} name="back" /></a>
    <div class="head-text"><h1 id="room-name" tabindex="-1" ref=${title}>${roomName(info, app.me)}</h1>
      ${info.topic && html`<p class="soft small" title=${info.topic}>${info.topic}</p>`}</div>
    <${PanelLink} route=${route} panel="search" icon="search" label="Search in this room" />
    <${PanelLink} route=${route} panel="pins" icon="pin" label="Pinned messages" />
    <${PanelLink} route=${route} panel="people" icon="people" label=${`People, ${here} here now`} count=${here} />
    <${PanelLink} route=${route} panel="settings" icon="settings" label="Settings of the room" />
  </header>`;
}

/** What stands in the place of the composer where one cannot write. */
function Instead({app, room, again}) {
  const why = whyNotWrite(room.info);
  const [join, {busy, fault}] = useAct(async () => {
    await app.client.ask('rooms.join', {room: room.id}, {repeat: true});
    await app.inbox.refresh();
    again();
  });
  const joins = !room.info.you && !room.info.archived;
  return html`<div class="instead row"><span>${why}</span>
    ${joins && html`<button type="button" class="primary" disabled=${busy} onClick=${join}>Join the room</button>`}
    <${Fault} fault=${fault} /></div>`;
}

/** Why a room cannot be shown, in words. */
function Closed({app, fault, again}) {
  const text = {not_found: 'There is no such room, or it is not open to you.',
    forbidden: 'You cannot read this room. Somebody in it can bring you in.'}[fault.type] ?? fault.message;
  return html`<div class="empty"><${Icon} name="lock" large /><p role="alert">${text}</p>
    <div class="row"><a class="button" href=${path.home()}>All rooms</a>
      <button type="button" onClick=${again}>Try again</button></div></div>`;
}

function Opened({app, room, route, again}) {
  useWatch(room);
  const presence = usePresence(app, room.id);
  const title = useArrival();
  const why = whyNotWrite(room.info);
  return html`<section class="place" data-panel=${route.panel} aria-labelledby="room-name">
    <${Head} app=${app} room=${room} route=${route} presence=${presence} title=${title} />
    <${Conversation} app=${app} room=${room} at=${route.panel ? undefined : route.at}
      instead=${why && html`<${Instead} app=${app} room=${room} again=${again} />`} />
  </section>
  ${route.panel && html`<${Panel} app=${app} room=${room} route=${route} presence=${presence} />`}`;
}

/** A room: its head, what is said in it, and beside it what was asked for. */
export function RoomPage({app, route}) {
  const {room, fault, again} = useRoom(app, route.room);
  if (fault) {
    return html`<${Closed} app=${app} fault=${fault} again=${again} />`;
  }
  return room?.info ? html`<${Opened} app=${app} room=${room} route=${route} again=${again} />`
    : html`<p class="empty" role="status">One moment …</p>`;
}
