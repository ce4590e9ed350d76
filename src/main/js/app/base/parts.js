import {html, useEffect, useId, useRef} from './ui.js';
import {Icon} from './icons.js';

const HUES = 8;

/** One of eight colours for an id, the same on every page. */
export function hue(id) {
  let sum = 0;
  for (const character of id) {
    sum = (sum * 31 + character.codePointAt(0)) % 9973;
  }
  return sum % HUES;
}

/** One or two letters for a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map(word => [...word].find(letter => /[\p{L}\p{N}]/u.test(letter)).toUpperCase()).join('') || '?';
}

/** Somebody's sign: initials on his colour, with a dot for how he is. */
export function Face({id, name, status, small = false}) {
  const dot = status && status !== 'offline' && status !== 'invisible';
  return html`<span class=${`face hue-${hue(id)}${small ? ' small' : ''}`} aria-hidden="true">
    ${initials(name)}${dot && html`<span class=${`dot ${status}`} />`}</span>`;
}

const STATUS = {online: 'online', away: 'away', busy: 'busy', offline: 'offline', invisible: 'invisible'};

/** How somebody is, in words. */
export function statusWord(entry) {
  return [STATUS[entry.status] ?? '', entry.text].filter(Boolean).join(', ');
}

/** A window over the page; Escape and the cross close it. The browser keeps the focus within. */
export function Dialog({title, onClose, children}) {
  const ref = useRef(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    dialog.showModal();
    return () => {
      dialog.close();
      before?.isConnected && before.focus();
    };
  }, []);
  const closed = () => ref.current && onClose();
  const outside = event => event.target === ref.current && onClose();
  return html`<dialog ref=${ref} class="dialog" aria-labelledby=${id} onClose=${closed} onMouseDown=${outside}>
    <div class="dialog-body">
      <header><h2 id=${id}>${title}</h2>
        <button type="button" class="plain round" aria-label="Close" onClick=${onClose}><${Icon} name="close" /></button>
      </header>
      ${children}
    </div>
  </dialog>`;
}

/** A label and what belongs to it; the child is made by a function that takes the ids. */
export function Field({label, note, fault, children}) {
  const id = useId();
  const noteId = note || fault ? `${id}-note` : undefined;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${children({id, 'aria-describedby': noteId, 'aria-invalid': fault ? 'true' : undefined})}
    ${(note || fault) && html`<p id=${noteId} class=${fault ? 'fault' : 'note'}>${fault || note}</p>`}
  </div>`;
}

/** A refusal or fault in words, told to readers of screens at once. */
export function Fault({fault}) {
  return fault ? html`<p class="fault" role="alert">${fault.message ?? fault}</p>` : null;
}

/** A count; `loud` when it is about oneself. */
export function Badge({count, loud = false, what}) {
  return count > 0 ? html`<span class=${`badge${loud ? ' loud' : ''}`}>
    <span aria-hidden="true">${count > 99 ? '99+' : count}</span><span class="unseen"> ${count} ${what}</span></span>` : null;
}

/** A button with a picture only. */
export function IconButton({name, label, ...props}) {
  return html`<button type="button" class="plain round" aria-label=${label} title=${label} ...${props}>
    <${Icon} name=${name} /></button>`;
}
