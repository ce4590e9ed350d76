import {Emitter} from '../emitter.js';

/**
 * Who is present in a channel, as `presence.<channel>` tells it: `count`, and `users` by id. Of large channels the
 * server lists only some: then `sampled` is true. Emits `change`.
 */
export class PresenceStore extends Emitter {
  #subscription;

  /**
   * @param {import('../parley.js').Parley} parley
   * @param {string} channel such as `room.lobby`
   */
  constructor(parley, channel) {
    super();
    this.parley = parley;
    this.channel = channel;
    this.count = 0;
    this.users = new Map();
  }

  open() {
    this.#subscription = this.parley.subscribe(`presence.${this.channel}`);
    this.#subscription.on('event', event => this.#heard(event));
    this.#subscription.on('ended', refusal => this.emit('ended', refusal));
    return this;
  }

  close() {
    this.#subscription?.close();
  }

  get sampled() {
    return this.users.size < this.count;
  }

  /** @returns {object | undefined} the entry of a user who is present */
  get(user) {
    return this.users.get(user);
  }

  #heard({type, data}) {
    if (type === 'presence.state') {
      this.users = new Map(data.users.map(entry => [entry.user, entry]));
    } else if (type === 'presence.changed') {
      (data.left ?? []).forEach(user => this.users.delete(user));
      [...data.joined ?? [], ...data.updated ?? []].forEach(entry => this.users.set(entry.user, entry));
    }
    this.count = data.count;
    this.emit('change');
  }
}
