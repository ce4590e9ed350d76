import {html} from '../base/ui.js';

/** Comes with the timeline. */
export function ThreadPanel() {
  return html`<p></p>`;
}
