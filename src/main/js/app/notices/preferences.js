import {html, useEffect, useRef, useState} from '../base/ui.js';
import {Fault} from '../base/parts.js';
import {full} from '../base/when.js';

const WISHES = [['all', 'Mentions, answers and direct messages'], ['mentions', 'Mentions only'], ['none', 'Nothing']];
const PAUSES = [['1', 'for an hour'], ['8', 'for 8 hours'], ['168', 'for a week']];
const HOUR_MS = 3_600_000;

/** What is set, `{set, fault, save}`: shown at once, kept in the order of the choices. */
function useSettings(app, where) {
  const [set, setSet] = useState(null);
  const [fault, setFault] = useState(null);
  const last = useRef(Promise.resolve());
  const ask = change => app.client.ask('notifications.preferences', {...where, ...change}, {repeat: true});
  const save = change => {
    setSet(old => old && {...old, ...change});
    last.current = last.current.then(() => ask(change)).then(kept => {
      setSet(kept);
      setFault(null);
    }).catch(refusal => {
      setFault(refusal);
      return ask({}).then(setSet, () => {});
    });
  };
  useEffect(() => save({}), [where.room]);
  return {set, fault, save};
}

/** What one wants to be told of: in one room, or in all that have no setting of their own. */
export function Preferences({app, room}) {
  const {set, fault, save} = useSettings(app, room ? {room} : {});
  if (!set) {
    return html`<${Fault} fault=${fault} />`;
  }
  const paused = set.mutedUntil && new Date(set.mutedUntil) > new Date();
  const pause = hours => save({mutedUntil: new Date(Date.now() + hours * HOUR_MS).toISOString()});
  return html`<fieldset class="preferences">
    <legend>${room ? 'Tell me of this room' : 'Tell me, where a room says nothing else'}</legend>
    ${WISHES.map(([value, label]) => html`<label key=${value} class="choice"><input type="radio"
      name=${`notify-${room ?? ''}`} checked=${set.notify === value} onChange=${() => save({notify: value})} />
      <span>${label}</span></label>`)}
    <div class="row">${paused
    ? html`<span class="small">Silent until ${full(set.mutedUntil)}</span>
        <button type="button" onClick=${() => save({mutedUntil: null})}>End it</button>`
    : html`<span class="small">Silence</span>${PAUSES.map(([hours, label]) => html`<button key=${hours} type="button"
        class="small" onClick=${() => pause(Number(hours))}>${label}</button>`)}`}</div>
    <${Fault} fault=${fault} />
  </fieldset>`;
}
