import {html} from '../base/ui.js';
import {Icon} from '../base/icons.js';
import {nameOfEmoji} from '../text/emoji.js';

const NAMED_MAX = 6;

/** Who reacted, in words, as far as it is known: the first ones by their names. */
export function whoReacted({emoji, count, mine}, users, nameOf, me) {
  const others = (users ?? []).filter(user => user !== me).slice(0, NAMED_MAX).map(nameOf);
  const known = [...mine ? ['you'] : [], ...others];
  const rest = count - known.length;
  const unit = known.length ? 'more' : rest === 1 ? 'person' : 'people';
  const words = rest > 0 ? [...known, `${rest} ${unit}`] : known;
  const list = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join('');
  return `${list} reacted with ${nameOfEmoji(emoji)}`;
}

/** What people reacted with; pressing one adds or takes back one's own. */
export function Reactions({talk, message, tab}) {
  const may = talk.rights(message).react;
  const ask = () => talk.askReactors(message);
  return html`<ul class="reactions" aria-label="Reactions">
    ${message.reactions.map(reaction => {
      const {emoji, count, mine} = reaction;
      const title = whoReacted(reaction, talk.reactors.get(message.id)?.get(emoji), talk.nameOf, talk.me);
      return html`<li key=${emoji}><button type="button" class="reaction"
        aria-pressed=${String(mine === true)} aria-label=${`${nameOfEmoji(emoji)}, ${count}`}
        title=${title} disabled=${!may} tabindex=${tab}
        onPointerEnter=${ask} onFocus=${ask} onClick=${() => talk.react(message, emoji)}
        ><span aria-hidden="true">${emoji}</span> ${count}</button></li>`;
    })}
    ${may && html`<li><button type="button" class="reaction add" aria-label="Add a reaction"
      title="Add a reaction" tabindex=${tab}
      onClick=${event => talk.open('react', message, event.currentTarget.getBoundingClientRect())}>
      <${Icon} name="react" /></button></li>`}
  </ul>`;
}
