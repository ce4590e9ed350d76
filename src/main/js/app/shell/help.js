import {html} from '../base/ui.js';
import {Dialog} from '../base/parts.js';
import {KEYS} from './keys.js';
import {TALK_KEYS} from '../timeline/keys.js';

function Table({title, keys}) {
  return html`<section><h3>${title}</h3><dl class="keys">${keys.map(([key, does]) => html`<div key=${key}>
    <dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl></section>`;
}

/** What keys do. */
export function Help({onClose}) {
  return html`<${Dialog} title="Keys" onClose=${onClose}>
    <${Table} title="Everywhere" keys=${KEYS} />
    <${Table} title="In a conversation" keys=${TALK_KEYS} />
    <p class="note">Tab and Shift + Tab reach everything; the first Tab offers to skip the list of rooms.</p>
  <//>`;
}
