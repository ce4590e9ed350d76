import {html} from '../base/ui.js';

/** What stands where no room is chosen. */
export function Welcome() {
  return html`<div class="empty"><img src="/app/icon.svg" alt="" width="64" height="64" />
    <p>Choose a room to read and write.</p></div>`;
}
