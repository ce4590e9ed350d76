import {html, pure} from '../base/ui.js';
import {clock, full} from '../base/when.js';
import {Icon} from '../base/icons.js';
import {Face} from '../base/parts.js';
import {plainOf} from '../text/parse.js';
import {MessageText, treeOf} from '../text/view.js';
import {Attachments} from './attachments.js';
import {Reactions} from './reactions.js';
import {Toolbar} from './toolbar.js';

const PREVIEW = 140;

/** Whether a text only says how the files are called: then they say it themselves. */
function isNames({text, attachments}) {
  return attachments.length > 0 && text === attachments.map(({name}) => name).join(', ');
}

/** A message in one line. */
export function preview(message, nameOf) {
  if (message.deleted) {
    return 'This message was deleted.';
  }
  const text = plainOf(treeOf(message), nameOf).replace(/\s+/g, ' ').trim();
  return text.length > PREVIEW ? `${[...text].slice(0, PREVIEW).join('')}…` : text;
}

/** The message that another one answers, or the thread to which it belongs. */
function Quote({talk, message, tab}) {
  const id = message.replyTo ?? message.thread;
  const isThread = !message.replyTo;
  const quoted = talk.quotes.get(id);
  const go = () => (isThread ? talk.openThread(message) : talk.jump(id));
  return html`<button type="button" class="quote plain" onClick=${go} tabindex=${tab}>
    <${Icon} name=${isThread ? 'thread' : 'reply'} />
    <span class="unseen">${isThread ? 'In the thread of ' : 'Answers '}</span>
    ${quoted
      ? html`<b>${talk.nameOf(quoted.by)}</b><span class="quoted">${preview(quoted, talk.nameOf)}</span>`
      : html`<span class="quoted">${quoted === null ? 'A message that is not there' : '…'}</span>`}
  </button>`;
}

function Replies({talk, message, tab}) {
  const {count, lastAt, users} = message.replies;
  const face = user => html`<${Face} key=${user} id=${user} name=${talk.nameOf(user)} small />`;
  return html`<button type="button" class="replies plain" tabindex=${tab}
    onClick=${() => talk.openThread(message)}>
    <span class="faces">${users.map(face)}</span>
    <b>${count} ${count === 1 ? 'reply' : 'replies'}</b> <span class="soft">last at ${clock(lastAt)}</span>
  </button>`;
}

/** Who has read up to this message and no further. */
function Seen({talk, message, seen, tab}) {
  const users = seen.split('\n');
  const shown = users.slice(0, 5);
  const rest = users.length > 5 ? ` and ${users.length - 5} more` : '';
  const title = `Seen by ${shown.map(talk.nameOf).join(', ')}${rest}`;
  return html`<button type="button" class="seen plain" title=${title} aria-label=${title} tabindex=${tab}
    onClick=${() => talk.open('seen', message)}>
    ${shown.map(user => html`<${Face} key=${user} id=${user} name=${talk.nameOf(user)} small />`)}
    ${users.length > 5 && html`<span class="small">+${users.length - 5}</span>`}
  </button>`;
}

function Body({talk, message, inThread, tab, stamp}) {
  if (message.deleted) {
    return html`<p class="deleted">This message was deleted.</p>`;
  }
  const quotes = message.replyTo || message.thread && !inThread;
  return html`
    ${quotes && html`<${Quote} talk=${talk} message=${message} tab=${tab} />`}
    ${message.text && !isNames(message)
      && html`<${MessageText} message=${message} nameOf=${talk.nameOf} me=${talk.me} version=${stamp} />`}
    ${message.attachments.length > 0 && html`<${Attachments} list=${message.attachments} />`}
    <p class="marks">
      ${message.editedAt && html`<span title=${full(message.editedAt)}>edited</span>`}
      ${message.pinned && html`<span class="pinned"><${Icon} name="pin" /> pinned</span>`}
    </p>
    ${message.reactions.length > 0 && html`<${Reactions} talk=${talk} message=${message} tab=${tab} />`}
    ${message.replies?.count > 0 && !inThread
      && html`<${Replies} talk=${talk} message=${message} tab=${tab} />`}`;
}

/**
 * A message. It is drawn again when one of the properties is another: `stamp` counts changes of names and
 * quotes, `seen` lists (line by line) who has read up to here.
 */
export const Message = pure(function Message({talk, message, head, seen, active, flash, inThread, stamp}) {
  const name = talk.nameOf(message.by);
  const mentioned = message.mentions.includes(talk.me);
  const tab = active ? 0 : -1;
  const kind = ['message', head && 'head-message', mentioned && 'mentions-me', flash && 'flash',
    active && 'active', message.by === talk.me && 'mine'].filter(Boolean).join(' ');
  const label = `${name}, ${clock(message.at)}: ${preview(message, talk.nameOf)}`;
  return html`<article class=${kind} tabindex="-1" data-id=${message.id} aria-label=${label}>
    <div class="gutter">${head ? html`<${Face} id=${message.by} name=${name} />`
      : html`<time datetime=${message.at} title=${full(message.at)}>${clock(message.at)}</time>`}</div>
    <div class="content">
      ${head && html`<header><b class="author" dir="auto">${name}</b>
        <time datetime=${message.at} title=${full(message.at)}>${clock(message.at)}</time></header>`}
      <${Body} talk=${talk} message=${message} inThread=${inThread} tab=${tab} stamp=${stamp} />
    </div>
    ${seen && html`<${Seen} talk=${talk} message=${message} seen=${seen} tab=${tab} />`}
    ${active && html`<${Toolbar} talk=${talk} message=${message} />`}
  </article>`;
});

/** One's own post that the server has not acknowledged, or has refused. */
export const Pending = pure(function Pending({talk, entry, failed, head, stamp}) {
  const {outbox} = talk.app.client;
  const name = talk.nameOf(talk.me);
  const message = asMessage(entry, talk.me);
  const kind = `message mine ${failed ? 'failed' : 'sending'}${head ? ' head-message' : ''}`;
  const label = `${name}, ${failed ? 'not sent' : 'on its way'}: ${preview(message, talk.nameOf)}`;
  return html`<article class=${kind} tabindex="-1" data-id=${entry.id} aria-label=${label}>
    <div class="gutter">${head && html`<${Face} id=${talk.me} name=${name} />`}</div>
    <div class="content">
      ${head && html`<header><b class="author" dir="auto">${name}</b></header>`}
      <${MessageText} message=${message} nameOf=${talk.nameOf} me=${talk.me} version=${stamp} />
      ${message.attachments.length > 0 && html`<${Attachments} list=${message.attachments} />`}
      ${failed ? html`<p class="fate" role="alert"><${Icon} name="warn" /> Not sent: ${failed.message}
        <button type="button" onClick=${() => outbox.retry(entry.id)}>Try again</button>
        <button type="button" class="plain" onClick=${() => outbox.discard(entry.id)}>Discard</button></p>`
        : html`<p class="fate"><${Icon} name="clock" /> On its way</p>`}
    </div>
  </article>`;
});

const NAMED = /@([A-Za-z0-9][A-Za-z0-9._@:|-]{0,127})/g;
const messages = new WeakMap();

/** A post as the message that it is to become. */
function asMessage({message}, me) {
  if (!messages.has(message)) {
    const named = [...message.text.matchAll(NAMED)].map(([, user]) => user);
    messages.set(message, {by: me, attachments: [], reactions: [], ...message,
      mentions: named.flatMap(user => [user, user.replace(/[._@:|-]+$/, '')])});
  }
  return messages.get(message);
}
