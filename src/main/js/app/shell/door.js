import {html, useLayoutEffect, useRef, useState} from '../base/ui.js';
import {Fault, Field} from '../base/parts.js';
import {useAct} from '../base/hooks.js';
import {NoGuests, claims, guestToken, keep, lastName, lives} from './identity.js';

async function asGuest(nodes, name) {
  return {token: await guestToken(nodes, name), name, guest: true};
}

function withToken(text) {
  const token = text.trim();
  const {sub, name} = claims(token);
  if (!sub) {
    throw new Error('This is no token: it should have three parts with dots between them.');
  }
  if (!lives(token)) {
    throw new Error('This token has expired. Ask your application for a new one.');
  }
  return {token, name: name ?? sub, guest: false};
}

/** Where one says who one is; `fresh`: somebody else than the browser keeps, for this tab only. */
export function Door({nodes, fresh = false, fault: told, onEnter}) {
  const [mode, setMode] = useState('guest');
  const [guests, setGuests] = useState(true);
  const [name, setName] = useState(fresh ? '' : lastName());
  const [token, setToken] = useState('');
  const [long, setLong] = useState(!fresh);
  const first = useRef(null);
  const [enter, {busy, fault}] = useAct(async () => {
    try {
      const identity = mode === 'guest' ? await asGuest(nodes, name.trim()) : withToken(token);
      keep(identity, long);
      onEnter(identity);
    } catch (failure) {
      if (failure instanceof NoGuests) {
        setGuests(false);
        setMode('token');
      }
      throw failure;
    }
  });
  useLayoutEffect(() => first.current?.focus(), [mode]);
  const submit = event => {
    event.preventDefault();
    enter();
  };
  return html`<main class="door">
    <form class="card stack" onSubmit=${submit}>
      <div class="brand"><img src="/app/icon.svg" alt="" width="44" height="44" /><h1>Parley</h1></div>
      <p class="lead">Rooms to talk in, with everything where you left it.</p>
      ${mode === 'guest' ? html`<${Field} label="Your name" note="Others see it beside what you write.">
        ${ids => html`<input ...${ids} ref=${first} name="name" value=${name} maxlength="64" required
          autocomplete="nickname" onInput=${event => setName(event.target.value)} />`}<//>`
    : html`<${Field} label="Token" note="Your application gives it to you; it says who you are.">
        ${ids => html`<textarea ...${ids} ref=${first} name="token" rows="4" required spellcheck=${false}
          autocomplete="off" value=${token} onInput=${event => setToken(event.target.value)} />`}<//>`}
      <label class="choice"><input type="checkbox" checked=${long} onChange=${() => setLong(!long)} />
        <span>Stay signed in on this computer</span></label>
      <${Fault} fault=${fault ?? told} />
      <button class="primary" disabled=${busy}>${busy ? 'One moment …' : 'Come in'}</button>
      ${guests && html`<p class="small soft">${mode === 'guest' ? 'You have a token? ' : 'No token? '}
        <button type="button" class="link" onClick=${() => setMode(mode === 'guest' ? 'token' : 'guest')}>
          ${mode === 'guest' ? 'Sign in with it' : 'Come in as a guest'}</button></p>`}
    </form>
  </main>`;
}
