import {html, useEffect, useState} from '../base/ui.js';
import {useSignal, useWatch} from '../base/hooks.js';
import {Dialog, Face, Fault, Field} from '../base/parts.js';
import {calendar} from '../base/when.js';
import {safeSource} from '../text/links.js';
import {QUICK, nameOfEmoji} from '../text/emoji.js';
import {EmojiPicker} from './emoji-picker.js';
import {MessageText} from '../text/view.js';
import {Popover} from './popover.js';
import {Menu} from './toolbar.js';

function React({talk, message}) {
  const pick = sign => {
    talk.close();
    talk.react(message, sign);
  };
  const quick = sign => html`<button key=${sign} type="button" class="plain emoji-quick"
    aria-label=${nameOfEmoji(sign)} title=${nameOfEmoji(sign)} onClick=${() => pick(sign)}>${sign}</button>`;
  return html`<div class="quick" role="group" aria-label="Often used">${QUICK.map(quick)}</div>
    <${EmojiPicker} onPick=${pick} />`;
}

function Delete({talk, message}) {
  const act = () => {
    talk.close();
    if (talk.about.value.edit) {
      talk.about.value = {};
    }
    talk.remove(message);
  };
  return html`<${Dialog} title="Delete this message?" onClose=${() => talk.close()}>
    <div class="quoted-message"><b>${talk.nameOf(message.by)}</b>
      <${MessageText} message=${message} nameOf=${talk.nameOf} me=${talk.me} /></div>
    <p class="soft">It goes for everybody, and does not come back.</p>
    <div class="row"><button type="button" class="danger" autofocus onClick=${act}>Delete</button>
      <button type="button" onClick=${() => talk.close()}>Keep</button></div>
  <//>`;
}

function Seen({talk, message}) {
  const users = [...talk.room.receipts.values()]
    .filter(({user, read}) => read >= message.seq && user !== message.by)
    .map(({user}) => ({user, name: talk.nameOf(user)})).sort((a, b) => a.name.localeCompare(b.name));
  return html`<${Dialog} title="Seen by" onClose=${() => talk.close()}>
    <ul class="people-list">${users.map(({user, name}) => html`<li key=${user}>
      <${Face} id=${user} name=${name} small /> <span dir="auto">${name}</span></li>`)}</ul>
  <//>`;
}

/** Who reacted with what; fetched when it is opened. */
function Reactors({talk, message}) {
  useWatch(talk, 'reactors');
  useEffect(() => {
    talk.askReactors(message);
  }, [message]);
  const known = talk.reactors.get(message.id) ?? new Map();
  const line = ({emoji, count}) => {
    const users = known.get(emoji) ?? [];
    const rest = count - users.length;
    return html`<li key=${emoji}>
      <span class="sign" role="img" aria-label=${nameOfEmoji(emoji)}>${emoji}</span>
      <span dir="auto">${users.map(talk.nameOf).join(', ')}${rest > 0 && ` and ${rest} more`}</span></li>`;
  };
  return html`<${Dialog} title="Who reacted" onClose=${() => talk.close()}>
    <ul class="people-list">${message.reactions.map(line)}</ul>
  <//>`;
}

function GoToDate({talk}) {
  const today = calendar.key(Date.now());
  const go = event => {
    event.preventDefault();
    const key = new FormData(event.target).get('date');
    talk.close();
    if (key) {
      talk.emit('day', calendar.startOf(key));
    }
  };
  return html`<form class="stack" onSubmit=${go}>
    <${Field} label="Go to a date">${props => html`<input ...${props} data-first type="date" name="date"
      required max=${today} />`}<//>
    <button class="primary">Go</button>
  </form>`;
}

const TYPES = {png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp',
  avif: 'image/avif', pdf: 'application/pdf', txt: 'text/plain', mp3: 'audio/mpeg', mp4: 'video/mp4',
  zip: 'application/zip'};

/** What an address says of a file: `{url, name, type?}`; null when no link may have it. */
export function fileAt(address) {
  const url = safeSource(address.trim());
  if (url === null) {
    return null;
  }
  const last = new URL(url).pathname.split('/').pop();
  let name = last || new URL(url).host;
  try {
    name = decodeURIComponent(name);
  } catch {
    // It is no encoding: then the name is what stands there.
  }
  const type = TYPES[/\.([a-z0-9]+)$/i.exec(name)?.[1].toLowerCase()];
  return {url, name: name.slice(0, 255), ...type && {type}};
}

function Attach({talk, writing}) {
  const [fault, setFault] = useState(null);
  const add = event => {
    event.preventDefault();
    const form = new FormData(event.target);
    const file = fileAt(form.get('url'));
    if (file === null) {
      setFault('An address begins with https:// or http://.');
      return;
    }
    writing.attach({...file, name: form.get('name').trim() || file.name});
    talk.close();
    talk.emit('write');
  };
  return html`<${Dialog} title="Attach a file" onClose=${() => talk.close()}>
    <form class="stack" onSubmit=${add} novalidate>
      <${Field} label="Address" note="Where others can fetch it" fault=${fault}>${props => html`<input
        ...${props} name="url" type="url" required autofocus placeholder="https://" />`}<//>
      <${Field} label="Name" note="As it is called when nothing stands here">${props => html`<input
        ...${props} name="name" maxlength="255" autocomplete="off" />`}<//>
      <button class="primary">Attach</button>
    </form>
  <//>`;
}

/** What stands over a conversation now: pickers, menus, questions. */
export function Overlays({talk}) {
  const over = useSignal(talk.over);
  if (!over) {
    return null;
  }
  const {kind, message, near} = over;
  const close = () => talk.close();
  switch (kind) {
    case 'react':
      return html`<${Popover} near=${near} label="React" onClose=${close}
        ><${React} talk=${talk} message=${message} /><//>`;
    case 'emoji':
      return html`<${Popover} near=${near} label="Emoji" onClose=${close}><${EmojiPicker} onPick=${sign => {
        close();
        message(sign);
      }} /><//>`;
    case 'menu':
      return html`<${Popover} near=${near} label="More" onClose=${close}
        ><${Menu} talk=${talk} message=${message} near=${near} /><//>`;
    case 'date':
      return html`<${Popover} near=${near} label="Go to a date" onClose=${close}
        ><${GoToDate} talk=${talk} /><//>`;
    case 'delete':
      return html`<${Delete} talk=${talk} message=${message} />`;
    case 'reactors':
      return html`<${Reactors} talk=${talk} message=${message} />`;
    case 'seen':
      return html`<${Seen} talk=${talk} message=${message} />`;
    default:
      return html`<${Attach} talk=${talk} writing=${message} />`;
  }
}
