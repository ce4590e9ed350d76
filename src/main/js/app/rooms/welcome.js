import {html} from '../base/ui.js';
import {useSignal, useWatch} from '../base/hooks.js';
import {path} from '../base/route.js';
import {Icon} from '../base/icons.js';

/** What stands where no room is chosen. */
export function Welcome({app}) {
  useWatch(app.inbox);
  const ready = useSignal(app.ready);
  const rooms = app.inbox.rooms.length;
  if (!ready) {
    return html`<p class="empty" role="status">One moment …</p>`;
  }
  return html`<div class="empty welcome"><img src="/app/icon.svg" alt="" width="72" height="72" />
    <h1>${rooms ? 'Where to?' : `Welcome, ${app.me.name}`}</h1>
    <p>${rooms ? 'Choose a room to read and write, or find another one.'
    : 'You are in no room yet. Look which ones there are, or make the first.'}</p>
    <div class="row"><a class="button primary" href=${path.find()}><${Icon} name="search" /> Find rooms</a>
      <a class="button" href=${path.make()}><${Icon} name="plus" /> New room</a></div></div>`;
}
