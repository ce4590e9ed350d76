import {html, useState} from '../base/ui.js';
import {Face} from '../base/parts.js';
import {complete, completing, findEmoji, findPeople} from './completion.js';

const NONE = {items: [], index: 0, at: null};

/**
 * What may be meant by what stands before the caret: `{state, look, key, pick}`. `look(text, caret)` after
 * each change, `key(event)` says whether the key was for them, `pick(item)` puts one into the text.
 */
export function useSuggestions({members, onMention, onText}) {
  const [state, setState] = useState(NONE);
  const find = at => (at.kind === 'emoji' ? findEmoji(at.query).map(emoji => ({...emoji, key: emoji.sign}))
    : findPeople(at.query, members.list).map(person => ({...person, key: person.user})));
  const look = async (text, caret) => {
    const at = completing(text, caret);
    if (at?.kind === 'mention') {
      setState(old => (old.at ? {...NONE, text, at, items: find(at)} : old));
      await members.load();
    }
    setState(at ? {items: find(at), index: 0, at, text} : NONE);
  };
  const pick = item => {
    const chosen = state.at.kind === 'emoji' ? item.sign : `@${onMention(item)}`;
    setState(NONE);
    const done = complete(state.text, state.at, chosen);
    onText(done.text, done.caret);
  };
  const key = event => {
    const {items, index} = state;
    if (items.length === 0 || event.isComposing) {
      return false;
    }
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (by) {
      setState({...state, index: (index + by + items.length) % items.length});
    } else if (event.key === 'Enter' && !event.shiftKey || event.key === 'Tab') {
      pick(items[index]);
    } else if (event.key === 'Escape') {
      setState(NONE);
    } else {
      return false;
    }
    return true;
  };
  return {state, look, key, pick, close: () => setState(NONE)};
}

function Item({item, kind}) {
  return kind === 'emoji' ? html`<span class="sign">${item.sign}</span> :${item.names[0]}:`
    : html`<${Face} id=${item.user} name=${item.name} small /> <b dir="auto">${item.name}</b>
      <span class="soft small">${item.user}</span>`;
}

/** The list of suggestions; the field keeps the focus and says which one is meant. */
export function Suggestions({id, state, onPick}) {
  const {items, index, at} = state;
  return html`<div class="suggestions-place">
    ${items.length > 0 && html`<ul class="suggestions" role="listbox" id=${id} aria-label="Suggestions">
      ${items.map((item, i) => html`<li key=${item.key} id=${`${id}-${i}`} role="option"
        aria-selected=${String(i === index)} onMouseDown=${event => {
          event.preventDefault();
          onPick(item);
        }}><${Item} item=${item} kind=${at.kind} /></li>`)}
    </ul>`}
    <div class="unseen" role="status">${items.length > 0 ? `${items.length} suggestions` : ''}</div>
  </div>`;
}
