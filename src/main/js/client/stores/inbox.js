import {Emitter} from '../emitter.js';

const PAGE = 100;
const ROOMS_MAX = 2000;

/**
 * One's rooms, newest activity first, each with what is unread in it, and one's notifications: fetched once, then
 * kept by the events of `user.<id>`. Emits `change`, and `notification` for each new one.
 */
export class InboxStore extends Emitter {
  #rooms = new Map();
  #subscription;
  #fetching = null;

  /** @param {import('../parley.js').Parley} parley */
  constructor(parley) {
    super();
    this.parley = parley;
    this.notifications = {unread: 0};
  }

  async open() {
    const {user} = await this.parley.ready();
    this.#subscription = this.parley.subscribe(`user.${user.id}`);
    this.#subscription.on('event', event => this.#heard(event));
    this.#subscription.on('lost', () => this.refresh());
    await this.refresh();
    return this;
  }

  close() {
    this.#subscription?.close();
  }

  /** `{room, last?, lastActivityAt}` as `parley.rooms mine` gives them, newest first. */
  get rooms() {
    return [...this.#rooms.values()].sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt));
  }

  /** The entry of one room. */
  get(room) {
    return this.#rooms.get(room);
  }

  /** Unread messages and mentions of all rooms together. */
  get unread() {
    const all = {unread: 0, mentions: 0};
    this.#rooms.forEach(({room: {you}}) => {
      all.unread += you?.unread ?? 0;
      all.mentions += you?.mentions ?? 0;
    });
    return all;
  }

  /** Fetches everything anew; several calls at once are one. */
  refresh() {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #fetch() {
    const found = new Map();
    let after;
    do {
      const page = await this.parley.ask('rooms.mine', {limit: PAGE, ...after && {after}});
      page.rooms.forEach(entry => found.set(entry.room.id, entry));
      after = page.more ? page.next : null;
    } while (after && found.size < ROOMS_MAX);
    this.#rooms = found;
    this.notifications = await this.parley.ask('notifications.count');
    this.emit('change');
  }

  #heard({type, data}) {
    switch (type) {
      case 'room.unread':
        return this.#unread(data);
      case 'receipt.own':
        return this.#change(data.room, room => ({...room, you: {...room.you, read: data.read}}));
      case 'room.removed':
        this.#rooms.delete(data.room);
        return this.emit('change');
      case 'room.invited':
        return this.refresh().catch(() => {});
      case 'notification':
        this.notifications = {unread: this.notifications.unread + 1};
        this.emit('notification', data.notification);
        return this.emit('change');
      case 'notification.read':
        this.notifications = {unread: data.unread};
        return this.emit('change');
      default:
        return undefined;
    }
  }

  #unread({room, unread, mentions, last}) {
    const entry = this.#rooms.get(room);
    if (!entry) {
      this.refresh().catch(() => {});
      return;
    }
    this.#rooms.set(room, {
      room: {...entry.room, you: {...entry.room.you, unread, mentions}},
      ...last && {last},
      lastActivityAt: last && last.at > entry.lastActivityAt ? last.at : entry.lastActivityAt,
    });
    this.emit('change');
  }

  #change(id, change) {
    const entry = this.#rooms.get(id);
    if (entry) {
      this.#rooms.set(id, {...entry, room: change(entry.room)});
      this.emit('change');
    }
  }
}
