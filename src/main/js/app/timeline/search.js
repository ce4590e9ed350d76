import {html, useEffect, useMemo, useRef, useState} from '../base/ui.js';
import {useRedraw, useWatch} from '../base/hooks.js';
import {calendar} from '../base/when.js';
import {Icon} from '../base/icons.js';
import {Fault, Field} from '../base/parts.js';
import {roomName} from '../rooms/names.js';
import {Card} from './found.js';
import {Search} from './search-store.js';

const WAIT_MS = 250;

/** The people of whom one may ask: those whom this page knows by name. */
function People({app, value, onChange}) {
  return html`<${Field} label="From">${props => html`<select ...${props} value=${value} onChange=${onChange}>
    <option value="">Anybody</option>
    <option value=${app.me.id}>${app.me.name} (you)</option>
    ${app.people.all.filter(({user}) => user !== app.me.id)
      .map(({user, name}) => html`<option key=${user} value=${user}>${name}</option>`)}</select>`}<//>`;
}

function Filters({app, room, filters, onChange}) {
  const set = name => event => onChange({...filters, [name]: event.target.value});
  const today = calendar.key(Date.now());
  return html`<details class="filters"><summary>Narrow it down</summary>
    <div class="stack">
      <${People} app=${app} value=${filters.by} onChange=${set('by')} />
      ${!room && html`<${Field} label="In">${props => html`<select ...${props} value=${filters.room}
        onChange=${set('room')}>
        <option value="">All my rooms</option>
        ${app.inbox.rooms.map(entry => html`<option key=${entry.room.id} value=${entry.room.id}
          >${roomName(entry.room, app.me)}</option>`)}</select>`}<//>`}
      <${Field} label="From the day">${props => html`<input ...${props} type="date" max=${today}
        value=${filters.from} onInput=${set('from')} />`}<//>
      <${Field} label="Up to the day">${props => html`<input ...${props} type="date" max=${today}
        value=${filters.to} onInput=${set('to')} />`}<//>
    </div></details>`;
}

function Results({app, room, search}) {
  const {found, more, busy, fault, asked} = search;
  const nameOfRoom = id => {
    const entry = app.inbox.get(id);
    return entry ? roomName(entry.room, app.me) : id;
  };
  return html`
    <p class="unseen" role="status">
      ${busy || !asked ? '' : `${found.length}${more ? ' and more' : ''} found`}</p>
    ${fault && html`<${Fault} fault=${fault} />`}
    ${asked && !busy && !fault && found.length === 0 && html`<div class="empty">Nothing was found.</div>`}
    ${!asked && html`<div class="empty"><p>Words that a message contains.</p></div>`}
    <ul class="hits" aria-label="Found">${found.map(message => html`<li key=${message.id}>
      <${Card} app=${app} message=${message} ranges=${message.highlights}
        where=${room ? null : nameOfRoom(message.room)} /></li>`)}</ul>
    ${more && html`<button type="button" disabled=${busy} onClick=${() => search.grow()}>More</button>`}`;
}

/**
 * Messages with certain words, the newest first.
 * @param {{app: object, room: object | null, query: string}} props `room` null: everywhere
 */
export function SearchPanel({app, room, query = ''}) {
  const field = useRef(null);
  const redraw = useRedraw();
  const [words, setWords] = useState(query);
  const [filters, setFilters] = useState({by: '', room: '', from: '', to: ''});
  const search = useMemo(() => new Search(app.client), [app]);
  useWatch(app.people);
  useEffect(() => search.on('change', redraw), [search]);
  useEffect(() => setWords(query), [query]);
  useEffect(() => {
    const timer = setTimeout(() => search.ask({words, ...filters, room: room?.id ?? filters.room}), WAIT_MS);
    return () => clearTimeout(timer);
  }, [search, words, filters, room]);
  useEffect(() => field.current.focus(), []);
  const submit = event => {
    event.preventDefault();
    search.ask({words, ...filters, room: room?.id ?? filters.room});
  };
  return html`<div class="search stack">
    <form role="search" onSubmit=${submit}>
      <div class="search-field"><${Icon} name="search" />
        <input ref=${field} type="search" aria-label=${room ? 'Search in this room' : 'Search everywhere'}
          placeholder=${room ? 'Search in this room' : 'Search everywhere'} value=${words} autocomplete="off"
          onInput=${event => setWords(event.target.value)} /></div>
      <${Filters} app=${app} room=${room} filters=${filters} onChange=${setFilters} />
    </form>
    <${Results} app=${app} room=${room} search=${search} />
  </div>`;
}
