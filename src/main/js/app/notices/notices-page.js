import {html, useEffect, useState} from '../base/ui.js';
import {useAct, useSignal} from '../base/hooks.js';
import {Icon} from '../base/icons.js';
import {Fault} from '../base/parts.js';
import {full, short} from '../base/when.js';
import {PageHead} from '../rooms/page-head.js';
import {follow, linkOf} from './links.js';
import {Preferences} from './preferences.js';

const ICONS = {mention: 'at', reply: 'reply', direct: 'person', invite: 'plus'};
const PAGE = 50;

function Notice({app, notice}) {
  const link = linkOf(notice);
  const go = event => {
    if (!event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      follow(app, notice);
    }
  };
  const content = html`<${Icon} name=${ICONS[notice.kind] ?? 'bell'} large />
    <span class="notice-text"><strong>${notice.title}</strong>
      ${notice.body && html`<span class="soft">${app.people.plain(notice.body)}</span>`}</span>
    <time class="soft small" datetime=${notice.at} title=${full(notice.at)}>${short(notice.at)}</time>`;
  return html`<li data-unread=${notice.read ? undefined : 'true'}>
    ${link ? html`<a class="notice" href=${link} onClick=${go}>${content}</a>` : html`<div class="notice">${content}</div>`}
  </li>`;
}

/** Whether `upTo`, a seq, or the ids of an event of reading cover a notification. */
function isRead(notice, {ids, upTo}) {
  return ids ? ids.includes(notice.id) : notice.seq <= upTo;
}

/** The list as it is now: what was fetched, changed by what happens since. */
function useNotices(app) {
  const ready = useSignal(app.ready);
  const [list, setList] = useState([]);
  const [next, setNext] = useState(null);
  const [more, {busy, fault}] = useAct(async after => {
    const page = await app.client.ask('notifications.list', {limit: PAGE, ...after && {after}});
    setNext(page.more ? page.next : null);
    setList(old => [...after ? old : [], ...page.notifications]);
  });
  useEffect(() => {
    more();
    const subscription = app.client.subscription(`user.${app.me.id}`);
    return subscription?.on('event', ({type, data}) => {
      if (type === 'notification') {
        setList(old => [data.notification, ...old.filter(({id}) => id !== data.notification.id)]);
      } else if (type === 'notification.read') {
        setList(old => old.map(notice => (isRead(notice, data) ? {...notice, read: true} : notice)));
      } else if (type === 'notification.withdrawn') {
        setList(old => old.map(({body, ...notice}) => (data.ids.includes(notice.id) ? notice : {...notice, body})));
      }
    });
  }, [app, ready]);
  return {list, busy, fault, more: next && (() => more(next))};
}

/** What one was told of, newest first. */
export function NoticesPage({app}) {
  const {list, busy, fault, more} = useNotices(app);
  const [settings, setSettings] = useState(false);
  const readAll = () => app.attempt('They could not be marked as read',
    () => app.client.ask('notifications.read', {upTo: list[0].id}, {repeat: true}));
  const unread = list.some(notice => !notice.read);
  return html`<div class="page">
    <${PageHead} title="Notifications">
      <button type="button" class="plain" disabled=${!unread} onClick=${readAll}><${Icon} name="checks" /> All read</button>
      <button type="button" class="plain round" aria-label="What to be told of" title="What to be told of"
        aria-expanded=${settings} onClick=${() => setSettings(!settings)}><${Icon} name="settings" /></button>
    <//>
    <div class="page-body">
      ${settings && html`<${Preferences} app=${app} />`}
      <${Fault} fault=${fault} />
      ${!busy && !fault && list.length === 0 && html`<div class="empty"><${Icon} name="bell" large />
        <p>Nothing yet. Mentions, answers, direct messages and invitations come here.</p></div>`}
      <ul class="notices">${list.map(notice => html`<${Notice} key=${notice.id} app=${app} notice=${notice} />`)}</ul>
      ${more && html`<button type="button" disabled=${busy} onClick=${more}>Earlier ones</button>`}
    </div>
  </div>`;
}
