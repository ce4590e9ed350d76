import {html, useState} from '../base/ui.js';
import {useSignal, useWatch} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Badge, Face} from '../base/parts.js';
import {Icon} from '../base/icons.js';
import {short} from '../base/when.js';
import {others, preview, roomName} from '../rooms/names.js';
import {MeButton} from './me.js';
import {sentence} from './sentence.js';

function Sign({app, room}) {
  if (room.kind !== 'direct') {
    return html`<span class="face place-sign" aria-hidden="true">
      <${Icon} name=${room.visibility === 'private' ? 'lock' : 'hash'} /></span>`;
  }
  const [other] = others(room, app.me);
  return html`<${Face} id=${other?.user ?? app.me.id} name=${roomName(room, app.me)}
    status=${other && app.people.get(other.user).status} />`;
}

/** Who goes to a room wants to be in it, not in the list. */
function leaveList(event) {
  event.currentTarget.blur();
}

function Entry({app, entry, here}) {
  const {room, last} = entry;
  const {unread = 0, mentions = 0} = room.you ?? {};
  const direct = room.kind === 'direct';
  return html`<li><a class="entry" href=${path.room(room.id)} aria-current=${here ? 'page' : undefined}
      onClick=${leaveList} data-room=${room.id} data-unread=${unread > 0 ? 'true' : undefined}
      data-muted=${room.you?.notify === 'none' ? 'true' : undefined}>
    <${Sign} app=${app} room=${room} />
    <span class="entry-name">${roomName(room, app.me)}</span>
    <time class="entry-when" datetime=${entry.lastActivityAt}>${short(entry.lastActivityAt)}</time>
    <span class="entry-last">${preview(last, app.me, app.people, direct) || room.topic}</span>
    <span class="entry-badges">
      <${Badge} count=${direct ? 0 : mentions} loud what=${mentions === 1 ? 'mention' : 'mentions'} />
      <${Badge} count=${direct || mentions < unread ? unread : 0} loud=${direct} what="unread" />
    </span>
  </a></li>`;
}

function Group({app, title, entries, here, empty, action}) {
  return html`<section aria-label=${title}>
    <div class="group-title"><h2>${title}</h2>${action}</div>
    ${entries.length === 0 && empty && html`<p class="soft small group-empty">${empty}</p>`}
    <ul>${entries.map(entry => html`<${Entry} key=${entry.room.id} app=${app} entry=${entry}
      here=${here === entry.room.id} />`)}</ul>
  </section>`;
}

/** Arrow keys go from entry to entry. */
function alongEntries(event) {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step && !event.altKey && event.target.closest('.entry')) {
    const all = [...event.currentTarget.querySelectorAll('.entry')];
    all[all.indexOf(event.target.closest('.entry')) + step]?.focus();
    event.preventDefault();
  }
}

function Top({app, route}) {
  const {unread} = app.inbox.notifications;
  return html`<header class="sidebar-head">
    <img src="/app/icon.svg" alt="" width="28" height="28" />
    <p class="sidebar-name">Parley</p>
    <a class="button plain round" href=${path.search(null)} aria-label="Search everywhere" title="Search everywhere"
      aria-current=${route.page === 'search' ? 'page' : undefined}><${Icon} name="search" /></a>
    <a class="button plain round bell" href=${path.notices()} title="Notifications"
      aria-current=${route.page === 'notices' ? 'page' : undefined}>
      <${Icon} name="bell" /><span class="unseen">Notifications</span>
      <${Badge} count=${unread} loud what="new" /></a>
  </header>`;
}

function Foot({app, onHelp}) {
  const line = useSignal(app.line);
  return html`<footer class="sidebar-foot">
    <${MeButton} app=${app} />
    <button type="button" class="plain round" aria-label="Keys and help" title="Keys and help (?)" onClick=${onHelp}>
      <${Icon} name="help" /></button>
    <span class="lamp" data-phase=${line.phase} title=${sentence(line, 0)} aria-hidden="true" />
  </footer>`;
}

/** One's rooms, those with something new told by a number. */
export function Sidebar({app, route, onHelp}) {
  useWatch(app.inbox);
  useWatch(app.people);
  const ready = useSignal(app.ready);
  const [archived, setArchived] = useState(false);
  const {rooms} = app.inbox;
  const live = rooms.filter(({room}) => !room.archived);
  const rest = rooms.filter(({room}) => room.archived);
  const here = route.room;
  return html`<nav class="sidebar" aria-label="Rooms">
    <${Top} app=${app} route=${route} />
    <div class="rooms" onKeyDown=${alongEntries}>
      <div class="row finders">
        <a class="button" href=${path.find()} aria-current=${route.page === 'find' ? 'page' : undefined}>
          <${Icon} name="search" /> Find rooms</a>
        <a class="button" href=${path.make()} aria-current=${route.page === 'new' ? 'page' : undefined}>
          <${Icon} name="plus" /> New room</a>
      </div>
      <${Group} app=${app} title="Rooms" here=${here} entries=${live.filter(({room}) => room.kind !== 'direct')}
        empty=${ready && 'You are in no room yet. Find one, or make one.'} />
      <${Group} app=${app} title="Direct" here=${here} entries=${live.filter(({room}) => room.kind === 'direct')}
        empty=${ready && 'Talk with one or a few.'} action=${html`<a class="button plain round" href=${path.direct()}
          aria-label="New direct conversation" title="New direct conversation"><${Icon} name="plus" /></a>`} />
      ${rest.length > 0 && html`<button type="button" class="plain small" aria-expanded=${archived}
        onClick=${() => setArchived(!archived)}><${Icon} name="archive" /> Archived (${rest.length})</button>`}
      ${archived && html`<${Group} app=${app} title="Archived" here=${here} entries=${rest} />`}
    </div>
    <${Foot} app=${app} onHelp=${onHelp} />
  </nav>`;
}
