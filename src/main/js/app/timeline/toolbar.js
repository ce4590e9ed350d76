import {html} from '../base/ui.js';
import {Icon} from '../base/icons.js';

/** What a message offers: `{name, label, key?, run(near)}`, in the order of a menu. */
export function offers(talk, message) {
  const rights = talk.rights(message);
  return [
    rights.react && {name: 'react', label: 'React', key: '+', run: near => talk.open('react', message, near)},
    rights.reply && {name: 'reply', label: 'Reply', key: 'r', run: () => talk.reply(message)},
    !message.deleted && !talk.thread
      && {name: 'thread', label: 'Open the thread', key: 't', run: () => talk.openThread(message)},
    rights.edit && {name: 'edit', label: 'Edit', key: 'e', run: () => talk.edit(message)},
    rights.pin && {name: 'pin', label: message.pinned ? 'Unpin' : 'Pin', key: 'p', later: true,
      run: () => talk.pin(message)},
    !message.deleted && {name: 'copy', label: 'Copy the text', key: 'c', later: true,
      run: () => talk.copyText(message)},
    message.reactions.length > 0 && {name: 'people', label: 'Who reacted', key: 'w', later: true,
      run: () => talk.open('reactors', message)},
    {name: 'link', label: 'Copy a link', key: 'l', later: true, run: () => talk.copyLink(message)},
    rights.remove && {name: 'delete', label: 'Delete', key: 'Delete', later: true, danger: true,
      run: () => talk.open('delete', message)},
  ].filter(Boolean);
}

/** What one does most with a message, and a door to the rest. */
export function Toolbar({talk, message}) {
  const all = offers(talk, message);
  const near = event => event.currentTarget.getBoundingClientRect();
  const button = ({name, label, key, run}) => html`<button key=${name} type="button" class="plain"
    aria-label=${label} title=${`${label} (${key})`} onClick=${event => run(near(event))}
    ><${Icon} name=${name} /></button>`;
  return html`<div class="toolbar" role="toolbar" aria-label="What to do with this message">
    ${all.filter(({later}) => !later).map(button)}
    ${all.some(({later}) => later) && html`<button type="button" class="plain" aria-label="More" title="More"
      aria-haspopup="menu" onClick=${event => talk.open('menu', message, near(event))}
      ><${Icon} name="more" /></button>`}
  </div>`;
}

function stepMenu(event) {
  const items = [...event.currentTarget.querySelectorAll('[role="menuitem"]')];
  const at = items.indexOf(document.activeElement);
  const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1}[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  }
}

/** The rest, as a menu. */
export function Menu({talk, message, near}) {
  const choose = ({run}) => {
    talk.close();
    run(near);
  };
  return html`<div class="menu" role="menu" aria-label="More" onKeyDown=${stepMenu}>
    ${offers(talk, message).filter(({later}) => later).map(offer => html`<button key=${offer.name}
      type="button" role="menuitem" class=${offer.danger ? 'plain danger' : 'plain'}
      onClick=${() => choose(offer)}><${Icon} name=${offer.name} /> ${offer.label}</button>`)}
  </div>`;
}
