import {html, useMemo, useRef, useState} from '../base/ui.js';
import {emojiGroups, findEmoji, nameOfEmoji} from '../text/emoji.js';

const COLUMNS = 8;
const FOUND_MAX = 48;

function Cell({sign, onPick}) {
  const name = nameOfEmoji(sign);
  return html`<button type="button" class="plain emoji-cell" aria-label=${name} title=${name} tabindex="-1"
    onClick=${() => onPick(sign)}>${sign}</button>`;
}

/** Moves the focus over a grid of buttons. */
function step(grid, event) {
  const by = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS}[event.key];
  const cells = [...grid.querySelectorAll('.emoji-cell')];
  const at = cells.indexOf(document.activeElement);
  if (!by || at < 0 && by < 0) {
    return;
  }
  event.preventDefault();
  const next = at < 0 ? 0 : at + by;
  if (next < 0) {
    grid.querySelector('input').focus();
  } else {
    cells[Math.min(next, cells.length - 1)]?.focus();
  }
}

/** All emoji by group, and a field to find one by name. Arrows move, Enter picks. */
export function EmojiPicker({onPick}) {
  const [query, setQuery] = useState('');
  const grid = useRef(null);
  const groups = useMemo(() => (query.trim()
    ? [{title: 'Found', emoji: findEmoji(query.trim(), FOUND_MAX)}] : emojiGroups), [query]);
  const key = event => {
    if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
      event.preventDefault();
      const [first] = groups[0].emoji;
      if (first) {
        onPick(first.sign);
      }
    } else {
      step(grid.current, event);
    }
  };
  return html`<div class="emoji-picker" ref=${grid} onKeyDown=${key}>
    <input data-first type="search" aria-label="Find an emoji" placeholder="Find an emoji" value=${query}
      autocomplete="off" onInput=${event => setQuery(event.target.value)} />
    <div class="emoji-groups" tabindex="-1">
      ${groups.map(({title, emoji}) => html`<section key=${title} aria-label=${title}>
        <h3>${title}</h3>
        <div class="emoji-grid">
          ${emoji.map(({sign}) => html`<${Cell} key=${sign} sign=${sign} onPick=${onPick} />`)}
        </div></section>`)}
      ${groups[0].emoji.length === 0 && html`<p class="soft small">No emoji is called so.</p>`}
    </div>
  </div>`;
}
