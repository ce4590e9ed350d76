import {html} from '../base/ui.js';

/** Comes with the timeline. */
export function SearchPanel() {
  return html`<p></p>`;
}
