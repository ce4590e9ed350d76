import {html, useState} from '../base/ui.js';
import {useWatch} from '../base/hooks.js';

/** What is said in a room, and where one writes. */
export function Conversation({app, room}) {
  useWatch(room);
  const [text, setText] = useState('');
  const send = event => {
    event.preventDefault();
    room.post(text).catch(fault => app.say(fault.message, {kind: 'fault'}));
    setText('');
  };
  return html`<div class="conversation">
    <ol role="log">${room.messages.map(({id, by, text: said}) => html`<li key=${id}>${app.people.name(by)}: ${said}</li>`)}</ol>
    <form onSubmit=${send}><input aria-label="Message" value=${text} onInput=${event => setText(event.target.value)} />
      <button>Send</button></form>
  </div>`;
}
