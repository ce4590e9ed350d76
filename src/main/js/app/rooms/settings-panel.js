import {html, useEffect, useState} from '../base/ui.js';
import {useAct, useAsked} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Icon} from '../base/icons.js';
import {Fault, Field} from '../base/parts.js';
import {Preferences} from '../notices/preferences.js';
import {may} from './rights.js';

/** What a moderator may change of a room. */
function About({app, room}) {
  const {info} = room;
  const [name, setName] = useState(info.name);
  const [topic, setTopic] = useState(info.topic ?? '');
  const [visibility, setVisibility] = useState(info.visibility);
  const [save, {busy, fault}] = useAct(async () => {
    await app.client.ask('rooms.update', {room: room.id, name: name.trim(), topic: topic.trim(), visibility}, {repeat: true});
    app.say('The room is changed.');
  });
  const changed = name.trim() !== info.name || topic.trim() !== (info.topic ?? '') || visibility !== info.visibility;
  const submit = event => {
    event.preventDefault();
    save();
  };
  return html`<form class="stack" onSubmit=${submit}>
    <${Field} label="Name">${ids => html`<input ...${ids} value=${name} required maxlength="200"
      onInput=${event => setName(event.target.value)} />`}<//>
    <${Field} label="Topic">${ids => html`<textarea ...${ids} rows="2" value=${topic} maxlength="1000"
      onInput=${event => setTopic(event.target.value)} />`}<//>
    <fieldset><legend>Who can come in</legend>
      <label class="choice"><input type="radio" name="visibility" checked=${visibility === 'public'}
        onChange=${() => setVisibility('public')} /><span>Everybody</span></label>
      <label class="choice"><input type="radio" name="visibility" checked=${visibility === 'private'}
        onChange=${() => setVisibility('private')} /><span>Those who are invited</span></label>
    </fieldset>
    <${Fault} fault=${fault} />
    <div class="row"><button class="primary" disabled=${busy || !changed}>Save</button></div>
  </form>`;
}

function Bans({app, room}) {
  const {value, fault, again} = useAsked(() => app.client.ask('rooms.bans', {room: room.id}), [room]);
  useEffect(() => room.on('member', ({data}) => data.reason === 'banned' && again()), [room]);
  const [unban, act] = useAct(async user => {
    await app.client.ask('rooms.unban', {room: room.id, user}, {repeat: true});
    await again();
  });
  return value?.users.length > 0 && html`<section class="stack" aria-labelledby="bans"><h3 id="bans">Banned</h3>
    <ul>${value.users.map(({user, name}) => html`<li key=${user} class="row"><span>${name}</span>
      <button type="button" disabled=${act.busy} onClick=${() => unban(user)}>Lift<span class="unseen"> the ban of ${name}</span>
      </button></li>`)}</ul>
    <${Fault} fault=${fault ?? act.fault} /></section>`;
}

function Leaving({app, room}) {
  const {info} = room;
  const [sure, setSure] = useState(false);
  const [leave, leaving] = useAct(async () => {
    await app.client.ask('rooms.leave', {room: room.id}, {repeat: true});
    await app.inbox.refresh();
    app.go(path.home(), {replace: true});
  });
  const [archive, archiving] = useAct(async () => {
    await app.client.ask('rooms.update', {room: room.id, archived: !info.archived}, {repeat: true});
    await app.inbox.refresh();
    setSure(false);
  });
  const archiveButton = () => (info.archived || sure
    ? html`<button type="button" class=${info.archived ? '' : 'danger'} disabled=${archiving.busy} onClick=${archive}>
        ${info.archived ? 'Bring the room back' : 'Yes, nobody shall write here any more'}</button>`
    : html`<button type="button" class="danger" onClick=${() => setSure(true)}><${Icon} name="archive" /> Archive …</button>`);
  return html`<section class="stack">
    <div class="row">
      ${may(info, 'archive') && archiveButton()}
      <button type="button" class="danger" disabled=${leaving.busy} onClick=${leave}><${Icon} name="leave" /> Leave the room</button>
    </div>
    <${Fault} fault=${leaving.fault ?? archiving.fault} />
  </section>`;
}

/** What one may set in a room: for oneself, and as its moderator or owner. */
export function SettingsPanel({app, room}) {
  const {info} = room;
  return html`<div class="stack settings">
    ${info.you && html`<${Preferences} app=${app} room=${room.id} />`}
    ${may(info, 'govern') && html`<hr /><${About} key=${`${info.name}|${info.topic}|${info.visibility}`} app=${app} room=${room} />
      <${Bans} app=${app} room=${room} />`}
    ${info.you && info.kind !== 'direct' && html`<hr /><${Leaving} app=${app} room=${room} />`}
  </div>`;
}
