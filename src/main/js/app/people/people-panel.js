import {PresenceStore} from '../../client/parley.js';
import {html, useEffect, useState} from '../base/ui.js';
import {useWatch} from '../base/hooks.js';
import {Face, Fault, statusWord} from '../base/parts.js';
import {Icon} from '../base/icons.js';
import {may} from '../rooms/rights.js';
import {Invite} from './invite.js';
import {MemberDialog} from './member-dialog.js';
import {useMembers} from './use-members.js';

const RANK = {owner: 0, moderator: 1, member: 2, reader: 3};
const AWAY = {online: 0, busy: 1, away: 2};

/** Who is in a room now, kept by its presence. */
export function usePresence(app, id) {
  const [store, setStore] = useState(null);
  useEffect(() => {
    const opened = new PresenceStore(app.client, `room.${id}`).open();
    const off = opened.on('change', () => app.people.heard([...opened.users.values()]));
    setStore(opened);
    return () => {
      off();
      opened.close();
    };
  }, [app, id]);
  useWatch(store);
  return store;
}

function Row({app, member, entry, onOpen}) {
  const status = entry?.status ?? 'offline';
  const name = app.people.name(member.user);
  return html`<li><button type="button" class="person" onClick=${onOpen} aria-haspopup="dialog">
    <${Face} id=${member.user} name=${name} status=${status} />
    <span class="person-text"><span>${name}${member.user === app.me.id && html`<span class="soft"> (you)</span>`}</span>
      <span class="soft small">${statusWord({status, text: entry?.text})}</span></span>
    ${member.role && member.role !== 'member' && html`<span class="tag">${member.role}</span>`}
    ${member.mutedUntil && new Date(member.mutedUntil) > new Date() && html`<${Icon} name="mute" />`}
  </button></li>`;
}

function People({app, title, rows, onOpen}) {
  return rows.length > 0 && html`<section aria-label=${title}>
    <h3 class="group-title">${title} <span class="soft">${rows.length}</span></h3>
    <ul>${rows.map(({member, entry}) => html`<${Row} key=${member.user} app=${app} member=${member} entry=${entry}
      onOpen=${() => onOpen(member)} />`)}</ul>
  </section>`;
}

/** Those who are here and those who are not, members first; each with what one may do to him. */
function sorted(members, presence) {
  const here = user => presence?.get(user);
  const known = new Set(members.map(({user}) => user));
  const guests = [...presence?.users.values() ?? []].filter(({user}) => !known.has(user));
  const rows = [...members, ...guests.map(({user, name}) => ({user, name}))]
    .map(member => ({member, entry: here(member.user)}));
  return rows.sort((a, b) => (AWAY[a.entry?.status] ?? 3) - (AWAY[b.entry?.status] ?? 3)
    || (RANK[a.member.role] ?? 4) - (RANK[b.member.role] ?? 4) || a.member.name.localeCompare(b.member.name));
}

/** The people of a room. */
export function PeoplePanel({app, room, presence}) {
  useWatch(app.people);
  const {members, more, fault, busy} = useMembers(app, room);
  const [opened, setOpened] = useState(null);
  const [inviting, setInviting] = useState(false);
  const rows = sorted(members, presence);
  const shown = opened && (members.find(({user}) => user === opened.user) ?? opened);
  return html`<div class="stack people">
    ${may(room.info, 'invite') && html`<button type="button" onClick=${() => setInviting(true)}>
      <${Icon} name="plus" /> Bring somebody in</button>`}
    <${Fault} fault=${fault} />
    <${People} app=${app} title="Here now" rows=${rows.filter(({entry}) => entry)} onOpen=${setOpened} />
    <${People} app=${app} title="Not here" rows=${rows.filter(({entry}) => !entry)} onOpen=${setOpened} />
    ${presence?.sampled && html`<p class="note">${presence.count} are here; these are some of them.</p>`}
    ${more && html`<button type="button" disabled=${busy} onClick=${more}>More members</button>`}
    ${shown && html`<${MemberDialog} app=${app} room=${room} member=${{...shown, name: app.people.name(shown.user)}} entry=${presence?.get(shown.user)}
      onClose=${() => setOpened(null)} />`}
    ${inviting && html`<${Invite} app=${app} room=${room} onClose=${() => setInviting(false)} />`}
  </div>`;
}
