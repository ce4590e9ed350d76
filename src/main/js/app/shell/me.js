import {html, useState} from '../base/ui.js';
import {useAct} from '../base/hooks.js';
import {Dialog, Face, Fault, Field, statusWord} from '../base/parts.js';
import {Icon} from '../base/icons.js';
import {chosenTheme, chooseTheme} from './theme-choice.js';
import {NoticeSwitch} from '../notices/notice-switch.js';

const STATUSES = [['online', 'Online', 'You are here.'], ['away', 'Away', 'You may be slow to answer.'],
  ['busy', 'Busy', 'Better not now.'], ['invisible', 'Invisible', 'To others you are offline.']];
const THEMES = [['', 'As the system'], ['light', 'Light'], ['dark', 'Dark']];

function StatusForm({app, entry}) {
  const [status, setStatus] = useState(entry.status && entry.status !== 'offline' ? entry.status : 'online');
  const [text, setText] = useState(entry.text ?? '');
  const [save, {busy, fault}] = useAct(async () => {
    const {user} = await app.client.ask('presence.set', {status, ...text.trim() && {text: text.trim()}});
    app.people.heard([user]);
    app.say(`You are ${statusWord(user)} now.`);
  });
  const submit = event => {
    event.preventDefault();
    save();
  };
  return html`<form class="stack" onSubmit=${submit}>
    <fieldset><legend>How you are</legend>
      ${STATUSES.map(([value, label, note]) => html`<label key=${value} class="choice">
        <input type="radio" name="status" value=${value} checked=${status === value} onChange=${() => setStatus(value)} />
        <span>${label} <span class="note">${note}</span></span></label>`)}
    </fieldset>
    <${Field} label="In your words">${ids => html`<input ...${ids} value=${text} maxlength="200"
      placeholder="On the train until four" onInput=${event => setText(event.target.value)} />`}<//>
    <${Fault} fault=${fault} />
    <div class="row"><button class="primary" disabled=${busy}>Set status</button></div>
  </form>`;
}

function ThemeChoice() {
  const [theme, setTheme] = useState(chosenTheme());
  const choose = value => {
    chooseTheme(value);
    setTheme(value);
  };
  return html`<fieldset><legend>Light and dark</legend><div class="row">
    ${THEMES.map(([value, label]) => html`<label key=${value} class="choice"><input type="radio" name="theme"
      checked=${theme === value} onChange=${() => choose(value)} /><span>${label}</span></label>`)}
  </div></fieldset>`;
}

function copyId(app) {
  app.attempt('The id could not be copied', async () => {
    await navigator.clipboard.writeText(app.me.id);
    app.say('Your id is copied. Give it to whoever wants to write to you.');
  });
}

function MeDialog({app, onClose}) {
  const entry = app.people.get(app.me.id);
  return html`<${Dialog} title=${app.me.name} onClose=${onClose}>
    <p class="row small soft"><span>Your id: <code>${app.me.id}</code></span>
      <button type="button" class="plain small" onClick=${() => copyId(app)}><${Icon} name="copy" /> Copy</button></p>
    <${StatusForm} app=${app} entry=${entry} />
    <hr />
    <${ThemeChoice} />
    <${NoticeSwitch} app=${app} />
    <hr />
    <div class="row">
      <a class="button" href="/?fresh" target="_blank" rel="noopener">Somebody else in a new tab</a>
      <button type="button" class="danger" onClick=${() => app.end()}><${Icon} name="leave" /> Sign out</button>
    </div>
  <//>`;
}

/** Oneself: how one is, and what one may set. */
export function MeButton({app}) {
  const [open, setOpen] = useState(false);
  const {status, text} = app.people.get(app.me.id);
  return html`<button type="button" class="me" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
      <${Face} id=${app.me.id} name=${app.me.name} status=${status} />
      <span class="me-text"><span>${app.me.name}</span>
        <span class="soft">${statusWord({status, text}) || 'How are you?'}</span></span>
    </button>
    ${open && html`<${MeDialog} app=${app} onClose=${() => setOpen(false)} />`}`;
}
