import {html, useEffect, useRef, useState} from '../base/ui.js';
import {useSignal, useWatch} from '../base/hooks.js';
import {RoomPage} from '../rooms/room-page.js';
import {Welcome} from '../rooms/welcome.js';
import {Sidebar} from './sidebar.js';
import {Line} from './line.js';
import {Words} from './words.js';

function Page({app, route}) {
  return route.page === 'room' ? html`<${RoomPage} key=${route.room} app=${app} route=${route} />`
    : html`<${Welcome} app=${app} />`;
}

/** The whole of the application, once one is inside: the rooms, what is chosen, what stands beside it. */
export function House({app}) {
  const route = useSignal(app.route);
  const main = useRef(null);
  return html`<div class="house" data-page=${route.page} data-panel=${route.panel ?? ''}>
    <button type="button" class="skip" onClick=${() => main.current.focus()}>Skip to the conversation</button>
    <${Line} app=${app} />
    <div class="floor">
      <${Sidebar} app=${app} route=${route} />
      <main class="main" ref=${main} tabindex="-1"><${Page} app=${app} route=${route} /></main>
    </div>
    <${Words} app=${app} />
  </div>`;
}
