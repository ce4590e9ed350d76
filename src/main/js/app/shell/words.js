import {html} from '../base/ui.js';
import {useSignal} from '../base/hooks.js';
import {IconButton} from '../base/parts.js';

function Word({app, word}) {
  return html`<p class=${`word ${word.kind}`}>
    <span>${word.text}</span>
    <${IconButton} name="close" label="Dismiss" onClick=${() => app.unsay(word)} />
  </p>`;
}

/** What was said for a moment. The places stand always, so that readers of screens hear what comes into them. */
export function Words({app}) {
  const words = useSignal(app.words);
  const of = kind => words.filter(word => word.kind === kind)
    .map(word => html`<${Word} key=${word.key} app=${app} word=${word} />`);
  return html`<div class="words">
    <div role="status">${of('note')}</div>
    <div role="alert">${of('fault')}</div>
  </div>`;
}
