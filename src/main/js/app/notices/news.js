import {useEffect} from '../base/ui.js';
import {useWatch} from '../base/hooks.js';
import {roomName} from '../rooms/names.js';
import {show} from './desktop.js';
import {follow} from './links.js';

const PLACES = {find: 'Find rooms', new: 'New room', direct: 'Direct conversation', notices: 'Notifications',
  search: 'Search'};

/** The title of the page: what waits, and where one is. */
export function titleOf(count, place) {
  return [count ? `(${count > 99 ? '99+' : count})` : '', place ? `${place} – Parley` : 'Parley']
    .filter(Boolean).join(' ');
}

/** What calls for the reader: mentions and notifications, and every message of a direct conversation. */
function calls(app) {
  const direct = app.inbox.rooms.filter(({room}) => room.kind === 'direct')
    .reduce((sum, {room}) => sum + (room.you?.unread ?? 0), 0);
  return Math.max(app.inbox.notifications.unread, app.inbox.unread.mentions + direct);
}

/** Tells of what is new where one looks when the page is out of sight: its title, its icon, the desktop. */
export function useNews(app, route) {
  useWatch(app.inbox);
  const entry = app.inbox.get(route.room);
  const place = entry ? roomName(entry.room, app.me) : PLACES[route.page] ?? '';
  const count = calls(app);
  const any = count > 0 || app.inbox.unread.unread > 0;
  useEffect(() => {
    document.title = titleOf(count, place);
  }, [count, place]);
  useEffect(() => {
    document.querySelector('link[rel="icon"]').href = any ? '/app/icon-new.svg' : '/app/icon.svg';
  }, [any]);
  useEffect(() => app.inbox.on('notification', notification => {
    show({...notification, body: app.people.plain(notification.body ?? '')}, () => follow(app, notification));
    app.route.value.room !== notification.room && app.say(notification.title);
  }), [app]);
}
