import {html, useEffect, useLayoutEffect, useRef} from '../base/ui.js';
import {path} from '../base/route.js';
import {Icon} from '../base/icons.js';
import {PeoplePanel} from '../people/people-panel.js';
import {PinsPanel} from '../timeline/pins.js';
import {SearchPanel} from '../timeline/search.js';
import {ThreadPanel} from '../timeline/thread.js';
import {SettingsPanel} from './settings-panel.js';

const TITLES = {thread: 'Thread', search: 'Search', pins: 'Pinned', people: 'People', settings: 'Settings'};

function body({app, room, route, presence}) {
  switch (route.panel) {
    case 'thread':
      return html`<${ThreadPanel} key=${route.id} app=${app} room=${room} id=${route.id} at=${route.at} />`;
    case 'search':
      return html`<${SearchPanel} app=${app} room=${room} query=${route.q ?? ''} />`;
    case 'pins':
      return html`<${PinsPanel} app=${app} room=${room} />`;
    case 'people':
      return html`<${PeoplePanel} app=${app} room=${room} presence=${presence} />`;
    default:
      return html`<${SettingsPanel} app=${app} room=${room} />`;
  }
}

/** What stands beside a conversation; on a phone, over it. */
export function Panel(props) {
  const {room, route} = props;
  const title = useRef(null);
  const place = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      if (place.current.contains(document.activeElement)) {
        (before?.isConnected && before !== document.body ? before : document.querySelector('.composer textarea'))?.focus();
      }
    };
  }, []);
  useEffect(() => {
    if (!place.current.contains(document.activeElement)) {
      title.current.focus();
    }
  }, [route.panel, route.id]);
  return html`<aside class="panel" ref=${place} aria-labelledby="panel-title">
    <header class="head">
      <h2 id="panel-title" tabindex="-1" ref=${title}>${TITLES[route.panel]}</h2>
      <a class="button plain round" href=${path.room(room.id)} aria-label="Close"><${Icon} name="close" /></a>
    </header>
    <div class="panel-body">${body(props)}</div>
  </aside>`;
}
