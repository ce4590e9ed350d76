import {html, useEffect, useRef, useState} from '../base/ui.js';
import {useAct} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Icon} from '../base/icons.js';
import {Fault} from '../base/parts.js';
import {PageHead} from './page-head.js';

const PAGE = 50;
const WAIT_MS = 200;

function Found({app, room}) {
  const mine = app.inbox.get(room.id);
  const [join, {busy}] = useAct(() => app.attempt('You could not join', async () => {
    await app.client.ask('rooms.join', {room: room.id}, {repeat: true});
    await app.inbox.refresh();
    app.go(path.room(room.id));
  }));
  return html`<li class="found">
    <span class="face place-sign" aria-hidden="true"><${Icon} name="hash" /></span>
    <div class="found-text"><a href=${path.room(room.id)}>${room.name}</a>
      <p class="soft small">${room.topic}</p></div>
    <span class="soft small">${room.members} ${room.members === 1 ? 'member' : 'members'}</span>
    ${mine ? html`<a class="button" href=${path.room(room.id)}>Open<span class="unseen"> ${room.name}</span></a>`
    : html`<button type="button" class="primary" disabled=${busy} onClick=${join}>Join
      <span class="unseen"> ${room.name}</span></button>`}
  </li>`;
}

/** Public rooms, by the beginning of what they are called. */
export function FindPage({app, route}) {
  const [query, setQuery] = useState(route.q ?? '');
  const [found, setFound] = useState(null);
  const [next, setNext] = useState(null);
  const latest = useRef(0);
  const field = useRef(null);
  const [problem, setProblem] = useState(null);
  const ask = async after => {
    latest.current += 1;
    const mine = latest.current;
    try {
      const page = await app.client.ask('rooms.list', {limit: PAGE, ...query.trim() && {query: query.trim()}, ...after && {after}});
      if (mine === latest.current) {
        setFound(old => [...after ? old : [], ...page.rooms]);
        setNext(page.more ? page.next : null);
        setProblem(null);
      }
    } catch (refusal) {
      mine === latest.current && setProblem(refusal);
    }
  };
  useEffect(() => field.current.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => ask(), found ? WAIT_MS : 0);
    return () => clearTimeout(timer);
  }, [query]);
  return html`<div class="page">
    <${PageHead} title="Find rooms" />
    <div class="page-body">
      <div class="search-field" role="search"><${Icon} name="search" />
        <input type="search" ref=${field} aria-label="Name of a room" placeholder="Name of a room" value=${query}
          onInput=${event => setQuery(event.target.value)} /></div>
      <${Fault} fault=${problem} />
      <p class="unseen" role="status">${found ? `${found.length} rooms` : ''}</p>
      ${found?.length === 0 && html`<div class="empty"><p>No public room is called like that.</p>
        <a class="button primary" href=${path.make()}><${Icon} name="plus" /> Make one</a></div>`}
      <ul class="found-list">${(found ?? []).map(room => html`<${Found} key=${room.id} app=${app} room=${room} />`)}</ul>
      ${next && html`<button type="button" onClick=${() => ask(next)}>More</button>`}
    </div>
  </div>`;
}
