import {path} from '../base/route.js';

/** Where a notification leads: a room, or what whoever pushed it says; null when nowhere. */
export function linkOf({room, link}) {
  return room ? path.room(room) : /^(https?:\/\/|\/(?!\/))/.test(link ?? '') ? link : null;
}

/** Goes to the very message that a notification tells of, in its thread if it has one. */
export async function follow(app, notification) {
  const {room, message, id} = notification;
  app.client.ask('notifications.read', {ids: [id]}, {repeat: true}).catch(() => {});
  if (!room) {
    const link = linkOf(notification);
    link ? window.open(link, '_blank', 'noopener') : app.go(path.notices());
    return;
  }
  if (!message) {
    app.go(path.room(room));
    return;
  }
  const found = await app.client.ask('messages.get', {room, id: message}).catch(() => null);
  const at = found?.message.seq;
  app.go(found?.message.thread ? path.thread(room, found.message.thread, {at}) : path.room(room, {at}));
}
