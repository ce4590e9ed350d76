import {Backoff} from './backoff.js';
import {Emitter} from './emitter.js';

const POST_MS = 15000;

/** An id that no other client makes. */
export function freshId() {
  return globalThis.crypto.randomUUID();
}

/**
 * Posts on their way. Each has an id, is kept until the server has acknowledged it, and is sent again as often as
 * it takes; the server knows it by its id, so it appears once. Those of one room go one after the other.
 *
 * An entry is `{id, user, room, message, place, at, failed?}`; `failed` is the error of a post that was refused
 * for good: it stays until `retry` or `discard`. Emits `change` with the room, and `sent` with `{entry, reply}`.
 */
export class Outbox extends Emitter {
  #entries = new Map();
  #promises = new Map();
  #busy = new Set();
  #loaded = null;
  #place = 0;

  /**
   * @param {import('./parley.js').Parley} parley
   * @param {import('./storage.js').Storage} storage
   */
  constructor(parley, storage) {
    super();
    this.parley = parley;
    this.storage = storage;
  }

  /** What waits, or was refused, in a room (in all of them without one), in the order of the posts. */
  entries(room) {
    const user = this.parley.who?.user.id;
    return [...this.#entries.values()].sort((a, b) => a.place - b.place)
      .filter(entry => (room === undefined || entry.room === room) && (!user || !entry.user || entry.user === user));
  }

  /** Takes a post; resolves with the server's acknowledgement, rejects when it is refused or discarded. */
  post(room, message) {
    const id = message.id ?? freshId();
    const now = Date.now();
    this.#place = Math.max(this.#place + 1, now);
    const entry = {id, user: this.parley.who?.user.id ?? null, room, message: {...message, id}, place: this.#place,
      at: new Date(now).toISOString()};
    const promise = new Promise((resolve, reject) => this.#promises.set(id, {resolve, reject}));
    this.#entries.set(id, entry);
    this.storage.put(entry);
    this.emit('change', room);
    this.#run(room);
    return promise;
  }

  /** Tries a refused post once more. */
  retry(id) {
    const entry = this.#entries.get(id);
    if (entry?.failed) {
      delete entry.failed;
      this.storage.put(entry);
      this.emit('change', entry.room);
      this.#run(entry.room);
    }
  }

  /** Forgets a post that the server has not acknowledged. One that is under way may still appear. */
  discard(id) {
    const entry = this.#entries.get(id);
    if (entry) {
      this.#gone(entry);
      this.#settle(id, 'reject', new Error('The post was discarded.'));
    }
  }

  /** There is a connection: what waits goes, also what an earlier page left behind. */
  async begin() {
    this.#loaded ??= this.storage.all().then(kept => {
      kept.filter(entry => !this.#entries.has(entry.id)).forEach(entry => this.#entries.set(entry.id, entry));
      new Set(kept.map(entry => entry.room)).forEach(room => this.emit('change', room));
    });
    await this.#loaded;
    new Set(this.entries().map(entry => entry.room)).forEach(room => this.#run(room));
  }

  /** Sends what waits in a room, one by one. */
  async #run(room) {
    if (this.#busy.has(room) || !this.parley.who) {
      return;
    }
    this.#busy.add(room);
    const backoff = new Backoff(500, 15000);
    for (let entry = this.#next(room); entry; entry = this.#next(room)) {
      entry.user ??= this.parley.who.user.id;
      const wait = await this.#try(entry, backoff);
      if (wait < 0) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, wait));
    }
    this.#busy.delete(room);
  }

  #next(room) {
    return this.parley.state.phase === 'open' ? this.entries(room).find(entry => !entry.failed) : undefined;
  }

  /** @returns {Promise<number>} milliseconds until the next may go; negative: when there is a connection again */
  async #try(entry, backoff) {
    try {
      const reply = await this.parley.ask('messages.post', {...entry.message, room: entry.room},
        {limitMs: POST_MS, repeat: false});
      this.emit('sent', {entry, reply});
      this.#gone(entry);
      this.#settle(entry.id, 'resolve', reply);
      backoff.reset();
      return 0;
    } catch (refusal) {
      if (refusal.passing) {
        return this.parley.state.phase === 'open' ? backoff.next(refusal.retryAfterMs) : -1;
      }
      entry.failed = {code: refusal.code, type: refusal.type, message: refusal.message};
      this.storage.put(entry);
      this.#settle(entry.id, 'reject', refusal);
      this.emit('change', entry.room);
      return 0;
    }
  }

  #gone(entry) {
    this.#entries.delete(entry.id);
    this.storage.remove(entry.id);
    this.emit('change', entry.room);
  }

  #settle(id, how, value) {
    this.#promises.get(id)?.[how](value);
    this.#promises.delete(id);
  }
}
