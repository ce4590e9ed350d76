import {html, useEffect, useRef, useState} from '../base/ui.js';
import {useSignal} from '../base/hooks.js';
import {DirectPage} from '../rooms/direct-page.js';
import {FindPage} from '../rooms/find-page.js';
import {MakePage} from '../rooms/make-page.js';
import {RoomPage} from '../rooms/room-page.js';
import {SearchPage} from '../rooms/search-page.js';
import {Welcome} from '../rooms/welcome.js';
import {NoticesPage} from '../notices/notices-page.js';
import {useNews} from '../notices/news.js';
import {Help} from './help.js';
import {useKeys} from './keys.js';
import {Line} from './line.js';
import {Sidebar} from './sidebar.js';
import {TokenDialog} from './token-dialog.js';
import {Words} from './words.js';

const PAGES = {find: FindPage, new: MakePage, direct: DirectPage, notices: NoticesPage, search: SearchPage, home: Welcome};

function Page({app, route}) {
  return route.page === 'room' ? html`<${RoomPage} key=${route.room} app=${app} route=${route} />`
    : html`<${PAGES[route.page]} key=${route.page} app=${app} route=${route} />`;
}

/** The whole of the application, once one is inside: the rooms, what is chosen, what stands beside it. */
export function House({app}) {
  const route = useSignal(app.route);
  const main = useRef(null);
  const [help, setHelp] = useState(false);
  const [token, setToken] = useState(false);
  const wanted = useSignal(app.tokens.wanted);
  useNews(app, route);
  useKeys(app, () => setHelp(true));
  useEffect(() => {
    setToken(wanted === 'now');
  }, [wanted]);
  return html`<div class="house" data-page=${route.page} data-panel=${route.panel ?? ''}>
    <button type="button" class="skip" onClick=${() => main.current.focus()}>Skip to the conversation</button>
    <${Line} app=${app} onToken=${() => setToken(true)} />
    <div class="floor">
      <${Sidebar} app=${app} route=${route} onHelp=${() => setHelp(true)} />
      <main class="main" ref=${main} tabindex="-1"><${Page} app=${app} route=${route} /></main>
    </div>
    <${Words} app=${app} />
    ${help && html`<${Help} onClose=${() => setHelp(false)} />`}
    ${token && wanted && html`<${TokenDialog} app=${app} onClose=${() => setToken(false)} />`}
  </div>`;
}
