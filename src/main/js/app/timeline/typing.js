import {html, useLayoutEffect, useState} from '../base/ui.js';

/** Who types, in words; '' when nobody does. */
export function typingWords({users, more}, nameOf, me) {
  const names = users.filter(user => user !== me).map(nameOf);
  const all = more > 0 ? [...names, `${more} more`] : names;
  if (all.length === 0) {
    return '';
  }
  if (all.length > 3) {
    return 'Several people are typing …';
  }
  const list = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all[0];
  return `${list} ${all.length > 1 || more > 1 ? 'are' : 'is'} typing …`;
}

/** The line that says who types; it keeps its height when nobody does. */
export function TypingLine({talk}) {
  const [typing, setTyping] = useState(talk.room.typing);
  useLayoutEffect(() => talk.room.on('change', kind => kind === 'typing' && setTyping(talk.room.typing)),
    [talk]);
  const words = typingWords(typing, talk.nameOf, talk.me);
  return html`<p class="typing small soft" aria-live="off">
    ${words && html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`}${words}</p>`;
}
