import {html, useEffect, useId, useMemo, useRef, useState} from '../base/ui.js';
import {useWatch} from '../base/hooks.js';
import {Face, statusWord} from '../base/parts.js';
import {Icon} from '../base/icons.js';

const ROOMS_MAX = 10;
const SHOWN_MAX = 8;
const ID = /^[A-Za-z0-9][\w.@:|-]{0,127}$/;

/** Whom one may know: the members of the rooms in which something happened last. */
async function meetMembers(app) {
  const rooms = app.inbox.rooms.slice(0, ROOMS_MAX);
  await Promise.all(rooms.map(async ({room}) => {
    const {members} = await app.client.ask('rooms.members', {room: room.id, limit: 200}).catch(() => ({members: []}));
    app.people.heard(members.map(({user, name}) => ({user, name})));
  }));
}

/** Those who fit what was typed; a whole id is somebody too, though nobody here has met him. */
function fitting(app, typed, chosen) {
  const query = typed.trim().toLowerCase();
  const free = app.people.all.filter(({user}) => user !== app.me.id && !chosen.includes(user));
  const found = free.filter(({user, name}) => name.toLowerCase().includes(query) || user.toLowerCase() === query);
  const stranger = ID.test(typed.trim()) && query.length > 2 && !free.some(({user}) => user.toLowerCase() === query)
    && !chosen.includes(typed.trim()) && typed.trim() !== app.me.id;
  return [...found.slice(0, SHOWN_MAX), ...stranger ? [{user: typed.trim(), name: `The id ${typed.trim()}`}] : []];
}

function Chosen({app, user, onRemove}) {
  const name = app.people.name(user);
  return html`<li class="chip">${name}
    <button type="button" class="plain" aria-label=${`Without ${name}`} onClick=${onRemove}><${Icon} name="close" /></button></li>`;
}

function Option({id, entry, active, onPick}) {
  return html`<li id=${id} role="option" aria-selected=${active ? 'true' : 'false'} class="option"
      onMouseDown=${event => event.preventDefault()} onClick=${onPick}>
    <${Face} id=${entry.user} name=${entry.name} status=${entry.status} small />
    <span>${entry.name}</span><span class="soft small">${statusWord(entry)}</span></li>`;
}

/** A field in which people are chosen by name, with a list to go through by arrow keys, or by their id. */
export function PeoplePicker({app, label, chosen, onChange, focus = false}) {
  useWatch(app.people);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const field = useRef(null);
  const id = useId();
  useEffect(() => {
    meetMembers(app);
    focus && field.current.focus();
  }, []);
  const options = useMemo(() => fitting(app, typed, chosen), [typed, chosen, app.people.all.length]);
  const shown = open && options.length > 0;
  const pick = entry => {
    onChange([...chosen, entry.user]);
    setTyped('');
    setActive(0);
  };
  const keys = event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && options.length) {
      setOpen(true);
      setActive((active + step + options.length) % options.length);
    } else if (event.key === 'Enter' && shown && typed) {
      pick(options[Math.min(active, options.length - 1)]);
    } else if (event.key === 'Backspace' && !typed && chosen.length) {
      onChange(chosen.slice(0, -1));
    } else if (event.key === 'Escape' && shown) {
      setOpen(false);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="field picker">
    <label for=${id}>${label}</label>
    ${chosen.length > 0 && html`<ul class="chips">${chosen.map(user => html`<${Chosen} key=${user} app=${app} user=${user}
      onRemove=${() => onChange(chosen.filter(one => one !== user))} />`)}</ul>`}
    <input id=${id} ref=${field} role="combobox" aria-expanded=${shown ? 'true' : 'false'} aria-controls=${`${id}-list`}
      aria-autocomplete="list" aria-activedescendant=${shown ? `${id}-${active}` : undefined} autocomplete="off"
      aria-describedby=${`${id}-note`} placeholder="A name" value=${typed} onKeyDown=${keys}
      onFocus=${() => setOpen(true)} onBlur=${() => setOpen(false)}
      onInput=${event => {
    setTyped(event.target.value);
    setActive(0);
    setOpen(true);
  }} />
    <ul id=${`${id}-list`} role="listbox" aria-label="Suggestions" class="options" hidden=${!shown}>
      ${options.map((entry, i) => html`<${Option} key=${entry.user} id=${`${id}-${i}`} entry=${entry}
        active=${i === active} onPick=${() => pick(entry)} />`)}
    </ul>
    <p id=${`${id}-note`} class="note">People whom you share a room with, or anybody's id.</p>
  </div>`;
}
