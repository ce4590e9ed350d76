import {html, useState} from '../base/ui.js';
import {useAct} from '../base/hooks.js';
import {Dialog, Fault} from '../base/parts.js';
import {PeoplePicker} from './picker.js';

/** Brings people into a room. */
export function Invite({app, room, onClose}) {
  const [users, setUsers] = useState([]);
  const [invite, {busy, fault}] = useAct(async () => {
    for (const user of users) {
      await app.client.ask('rooms.invite', {room: room.id, user}, {repeat: true});
      setUsers(old => old.filter(one => one !== user));
    }
    app.say(users.length === 1 ? `${app.people.name(users[0])} is in.` : `${users.length} people are in.`);
    onClose();
  });
  const submit = event => {
    event.preventDefault();
    invite();
  };
  return html`<${Dialog} title="Bring somebody in" onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <${PeoplePicker} app=${app} label="Whom" chosen=${users} onChange=${setUsers} focus />
      <${Fault} fault=${fault} />
      <div class="row"><button class="primary" disabled=${busy || users.length === 0}>Bring in</button></div>
    </form>
  <//>`;
}
