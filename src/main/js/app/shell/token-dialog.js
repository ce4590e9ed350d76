import {html, useEffect, useRef, useState} from '../base/ui.js';
import {Dialog, Field} from '../base/parts.js';
import {claims, lives} from './identity.js';

/** What is wrong with a token for somebody; null when nothing is. */
function problem(text, me) {
  const {sub} = claims(text);
  if (!sub) {
    return 'This is no token: it should have three parts with dots between them.';
  }
  if (sub !== me.id) {
    return `This token is for ${sub}, and you are ${me.id}. To be somebody else, sign out first.`;
  }
  return lives(text) ? null : 'This token has expired, too.';
}

/** Takes a new token in the place of one that expires; what is on the page stays as it is. */
export function TokenDialog({app, onClose}) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState(null);
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  const submit = event => {
    event.preventDefault();
    const found = problem(text.trim(), app.me);
    setFault(found);
    if (!found) {
      app.tokens.brought(text.trim());
      onClose();
    }
  };
  return html`<${Dialog} title="A new token" onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <p>The token with which you came in ends. Ask your application for a new one to go on where you are.</p>
      <${Field} label="Token" fault=${fault}>${ids => html`<textarea ...${ids} ref=${field} rows="4" required
        spellcheck=${false} autocomplete="off" value=${text} onInput=${event => setText(event.target.value)} />`}<//>
      <div class="row"><button class="primary">Go on</button>
        <button type="button" onClick=${() => app.end()}>Sign out</button></div>
    </form>
  <//>`;
}
