import {html, useState} from '../base/ui.js';
import {useAct} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Fault} from '../base/parts.js';
import {PeoplePicker} from '../people/picker.js';
import {PageHead} from './page-head.js';

/** Opens the direct conversation with somebody; it is always the same one for the same people. */
export async function openDirect(app, users) {
  const {room} = await app.client.ask('rooms.direct', {users: [...new Set([app.me.id, ...users])]}, {repeat: true});
  await app.inbox.refresh();
  app.go(path.room(room.id));
}

/** Chooses with whom. */
export function DirectPage({app}) {
  const [users, setUsers] = useState([]);
  const [open, {busy, fault}] = useAct(() => openDirect(app, users));
  const submit = event => {
    event.preventDefault();
    open();
  };
  return html`<div class="page">
    <${PageHead} title="Direct conversation" />
    <form class="page-body stack narrow" onSubmit=${submit}>
      <${PeoplePicker} app=${app} label="With whom" chosen=${users} onChange=${setUsers} focus />
      <${Fault} fault=${fault} />
      <div class="row"><button class="primary" disabled=${busy || users.length === 0}>Start talking</button>
        <a class="button plain" href=${path.home()}>Cancel</a></div>
    </form>
  </div>`;
}
