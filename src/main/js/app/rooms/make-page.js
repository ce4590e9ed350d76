import {html, useLayoutEffect, useRef, useState} from '../base/ui.js';
import {useAct} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Fault, Field} from '../base/parts.js';
import {PeoplePicker} from '../people/picker.js';
import {PageHead} from './page-head.js';
import {idOf} from './names.js';

const CONFLICT = 409;

/** Makes the room under an id like its name; when that is taken, under another. */
async function make(app, {name, topic, visibility, members}) {
  const fields = {name: name.trim(), visibility, ...topic.trim() && {topic: topic.trim()}, ...members.length && {members}};
  const id = idOf(name);
  try {
    return await app.client.ask('rooms.create', {...id.length > 1 && {id}, ...fields});
  } catch (refusal) {
    if (refusal.code !== CONFLICT) {
      throw refusal;
    }
    return app.client.ask('rooms.create', fields);
  }
}

const KINDS = [['public', 'Public', 'Everybody can find it, read it and join.'],
  ['private', 'Private', 'Only those who are invited know of it.']];

/** Makes a room. */
export function MakePage({app}) {
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [visibility, setVisibility] = useState('public');
  const [members, setMembers] = useState([]);
  const first = useRef(null);
  useLayoutEffect(() => first.current.focus(), []);
  const [create, {busy, fault}] = useAct(async () => {
    const {room} = await make(app, {name, topic, visibility, members});
    await app.inbox.refresh();
    app.go(path.room(room.id), {replace: true});
  });
  const submit = event => {
    event.preventDefault();
    create();
  };
  return html`<div class="page">
    <${PageHead} title="New room" />
    <form class="page-body stack narrow" onSubmit=${submit}>
      <${Field} label="Name">${ids => html`<input ...${ids} ref=${first} value=${name} required maxlength="200"
        placeholder="Garden" onInput=${event => setName(event.target.value)} />`}<//>
      <${Field} label="Topic" note="One line about what it is for. It can be empty.">
        ${ids => html`<input ...${ids} value=${topic} maxlength="1000" onInput=${event => setTopic(event.target.value)} />`}<//>
      <fieldset><legend>Who can come in</legend>
        ${KINDS.map(([value, label, note]) => html`<label key=${value} class="choice"><input type="radio" name="visibility"
          checked=${visibility === value} onChange=${() => setVisibility(value)} />
          <span>${label} <span class="note">${note}</span></span></label>`)}
      </fieldset>
      <${PeoplePicker} app=${app} label="Bring along" chosen=${members} onChange=${setMembers} />
      <${Fault} fault=${fault} />
      <div class="row"><button class="primary" disabled=${busy || !name.trim()}>Make the room</button>
        <a class="button plain" href=${path.home()}>Cancel</a></div>
    </form>
  </div>`;
}
