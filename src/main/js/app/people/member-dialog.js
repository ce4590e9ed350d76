import {html, useEffect, useState} from '../base/ui.js';
import {useAct} from '../base/hooks.js';
import {Dialog, Face, Fault, statusWord} from '../base/parts.js';
import {full} from '../base/when.js';
import {openDirect} from '../rooms/direct-page.js';
import {ROLE_NAMES, mayActOn, rolesFor} from '../rooms/rights.js';

const MUTES = [[600, '10 minutes'], [3600, '1 hour'], [86400, '1 day']];

function Roles({room, member, act, busy, fault}) {
  const [chosen, setChosen] = useState(member.role);
  useEffect(() => setChosen(member.role), [member.role, fault]);
  const choose = role => {
    setChosen(role);
    act('rooms.role', {role}, `${member.name} is ${ROLE_NAMES[role].toLowerCase()} now.`);
  };
  const roles = rolesFor(room.info, member);
  return roles.length > 0 && html`<fieldset aria-busy=${busy ? 'true' : undefined}><legend>Role</legend><div class="row">
    ${roles.map(role => html`<label key=${role} class="choice"><input type="radio" name="role" checked=${chosen === role}
      onChange=${() => choose(role)} />
      <span>${ROLE_NAMES[role]}</span></label>`)}
  </div></fieldset>`;
}

function Mutes({member, act, busy}) {
  const muted = member.mutedUntil && new Date(member.mutedUntil) > new Date();
  return html`<fieldset aria-busy=${busy ? 'true' : undefined}><legend>${muted ? `Muted until ${full(member.mutedUntil)}` : 'Mute for'}</legend>
    <div class="row">
      ${muted ? html`<button type="button" onClick=${() => act('rooms.mute', {seconds: 0}, `${member.name} may write again.`)}>
        End the mute</button>`
    : MUTES.map(([seconds, label]) => html`<button key=${seconds} type="button"
        onClick=${() => act('rooms.mute', {seconds}, `${member.name} is muted for ${label}.`)}>${label}</button>`)}
    </div></fieldset>`;
}

function Removal({member, act, busy}) {
  const [sure, setSure] = useState(null);
  const go = () => act('rooms.remove', sure === 'ban' ? {ban: true} : {},
    sure === 'ban' ? `${member.name} is banned.` : `${member.name} is removed.`, true);
  return sure ? html`<div class="row" role="group" aria-label="Are you sure?">
      <span>${sure === 'ban' ? `Ban ${member.name}? He cannot come back until a moderator lifts it.`
    : `Remove ${member.name}?`}</span>
      <button type="button" class="danger" disabled=${busy} onClick=${go}>${sure === 'ban' ? 'Ban' : 'Remove'}</button>
      <button type="button" onClick=${() => setSure(null)}>Keep</button></div>`
    : html`<div class="row"><button type="button" class="danger" onClick=${() => setSure('remove')}>Remove …</button>
      <button type="button" class="danger" onClick=${() => setSure('ban')}>Ban …</button></div>`;
}

/** Somebody of a room: how he is, a way to write to him, and what one's role allows. */
export function MemberDialog({app, room, member, entry, onClose}) {
  const [act, {busy, fault}] = useAct(async (command, fields, said, ends = false) => {
    await app.client.ask(command, {room: room.id, user: member.user, ...fields}, {repeat: true});
    app.say(said);
    ends && onClose();
  });
  const [write, writing] = useAct(async () => {
    await openDirect(app, [member.user]);
    onClose();
  });
  const above = member.role && mayActOn(room.info, member);
  return html`<${Dialog} title=${member.name} onClose=${onClose}>
    <div class="row"><${Face} id=${member.user} name=${member.name} status=${entry?.status} />
      <div><p>${member.role ? ROLE_NAMES[member.role] : 'Reads along, is no member'}, ${statusWord({status: 'offline', ...entry})}</p>
        <p class="small soft"><code>${member.user}</code></p></div></div>
    ${member.user !== app.me.id && room.info.kind !== 'direct' && html`<div class="row">
      <button type="button" class="primary" disabled=${writing.busy} onClick=${write}>Write to ${member.name}</button></div>`}
    <${Roles} room=${room} member=${member} act=${act} busy=${busy} fault=${fault} />
    ${above && html`<${Mutes} member=${member} act=${act} busy=${busy} /><${Removal} member=${member} act=${act} busy=${busy} />`}
    <${Fault} fault=${fault ?? writing.fault} />
  <//>`;
}
