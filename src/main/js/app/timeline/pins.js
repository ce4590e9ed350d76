import {html} from '../base/ui.js';

/** Comes with the timeline. */
export function PinsPanel() {
  return html`<p></p>`;
}
