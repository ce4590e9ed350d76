import {html, useEffect, useState} from '../base/ui.js';
import {useSignal} from '../base/hooks.js';
import {Icon} from '../base/icons.js';
import {sentence} from './sentence.js';

/** Seconds until something, counted down. */
function useSeconds(ms, key) {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const end = Date.now() + (ms ?? 0);
    const count = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    count();
    const timer = ms ? setInterval(count, 500) : undefined;
    return () => clearInterval(timer);
  }, [key]);
  return left;
}

/** The line over everything while there is no connection; and for a moment when there is one again. */
export function Line({app, onToken}) {
  const state = useSignal(app.line);
  const wanted = useSignal(app.tokens.wanted);
  const seconds = useSeconds(state.retryInMs, state);
  const [last, setLast] = useState(null);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (state.phase === 'waiting') {
      setLast(state.reason);
    } else if (state.phase === 'open' && last) {
      setLast(null);
      setBack(true);
      const timer = setTimeout(() => setBack(false), 3000);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [state]);
  const shown = state.phase !== 'open' || wanted || back;
  const said = state.phase === 'connecting' && last ? {...state, reason: last} : state;
  const text = wanted === 'soon' ? 'Your token expires soon. Bring a new one to stay.' : sentence(said, seconds, wanted);
  return html`<div id="line" class="line" data-phase=${state.phase} data-quiet=${shown ? undefined : 'true'}>
    <p role="status"><${Icon} name=${state.phase === 'open' && !wanted ? 'check' : 'warn'} />
      <span>${back && !wanted ? 'Connected again' : text}</span></p>
    ${wanted ? html`<button type="button" onClick=${onToken}>Bring a token</button>`
    : state.phase === 'waiting' ? html`<button type="button" onClick=${() => app.client.hurry()}>Try now</button>`
    : state.phase === 'closed' && html`<button type="button" onClick=${() => app.client.open()}>Connect again</button>`}
  </div>`;
}
