import {Emitter} from '../emitter.js';
import {Fetch} from './fetch.js';

const PAGE = 100;
const ROOMS_MAX = 2000;

/**
 * One's rooms, newest activity first, each with what is unread in it, and one's notifications: fetched once per
 * connection, then kept by the events of `user.<id>`. Emits `change`, and `notification` for each new one.
 */
export class InboxStore extends Emitter {
  #rooms = new Map();
  #subscription;
  #mine = new Fetch(() => this.#fetchRooms());
  #count = new Fetch(() => this.#fetchCount());
  #meanwhile = [];
  #off = [];

  /** @param {import('../parley.js').Parley} parley */
  constructor(parley) {
    super();
    this.parley = parley;
    this.notifications = {unread: 0};
  }

  /**
   * Listens, then fetches, at each new connection: signals are not repeated, and a server counts what is unread
   * for those who have asked it.
   */
  async open() {
    const {user} = await this.parley.ready();
    this.#subscription = this.parley.subscribe(`user.${user.id}`);
    await new Promise((resolve, reject) => {
      this.#off = [
        this.#subscription.on('event', event => this.#heard(event)),
        this.#subscription.on('subscribed', () => this.#mend().then(resolve, reject)),
        this.#subscription.on('ended', reject),
        this.parley.on('state', ({phase, reason}) => phase === 'closed' && reject(new Error(reason))),
      ];
    });
    return this;
  }

  close() {
    this.#off.forEach(off => off());
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

  /** Fetches everything anew. */
  async refresh() {
    await Promise.all([this.#mine.again(), this.#count.again()]);
  }

  /** Where the connection breaks, the next one begins anew. */
  #mend() {
    const mayHelp = () => this.parley.state.phase === 'open' && !this.#subscription.over;
    return Promise.all([this.#mine.surely(mayHelp), this.#count.surely(mayHelp)]);
  }

  #overlooked() {
    this.#mend().catch(() => {});
  }

  /** What is heard while the pages are on their way may be newer than they are, and is taken once more. */
  async #fetchRooms() {
    this.#meanwhile = [];
    const found = new Map();
    let after;
    do {
      const page = await this.parley.ask('rooms.mine', {limit: PAGE, ...after && {after}});
      page.rooms.forEach(entry => found.set(entry.room.id, entry));
      after = page.more ? page.next : null;
    } while (after && found.size < ROOMS_MAX);
    this.#rooms = found;
    this.#meanwhile.forEach(event => this.#take(event, true));
    this.emit('change');
  }

  async #fetchCount() {
    this.notifications = await this.parley.ask('notifications.count');
    this.emit('change');
  }

  #heard(event) {
    const {type, data} = event;
    switch (type) {
      case 'notification':
        this.#counted(this.notifications.unread + 1);
        this.emit('notification', data.notification);
        break;
      case 'notification.read':
        this.#counted(data.unread);
        break;
      case 'room.invited':
        this.#overlooked();
        break;
      default:
        this.#keep(event);
    }
  }

  #counted(unread) {
    this.notifications = {unread};
    this.emit('change');
    if (this.#count.isRunning) {
      this.#count.again();
    }
  }

  #keep(event) {
    if (this.#mine.isRunning) {
      this.#meanwhile.push(event);
    }
    this.#take(event, !this.#mine.isRunning);
    this.emit('change');
  }

  /** @param {boolean} complete whether a room that is not here is one that has to be fetched */
  #take({type, data}, complete) {
    const entry = this.#rooms.get(data.room);
    switch (type) {
      case 'room.removed':
        return this.#rooms.delete(data.room);
      case 'receipt.own':
        return entry && this.#put(entry, {read: data.read});
      case 'room.unread':
        return entry ? this.#put(entry, {unread: data.unread, mentions: data.mentions}, data.last)
          : complete && this.#overlooked();
      default:
        return undefined;
    }
  }

  #put({room, last: before, lastActivityAt}, you, last = before) {
    this.#rooms.set(room.id, {
      room: {...room, you: {...room.you, ...you}},
      ...last && {last},
      lastActivityAt: last && last.at > lastActivityAt ? last.at : lastActivityAt,
    });
  }
}
