import {Emitter} from '../../client/emitter.js';

const KEPT_MAX = 500;

/**
 * Messages that others point to, wherever in the room they are: from the window when they are in it, else
 * fetched once and kept as they become. Emits `change`.
 */
export class Quotes extends Emitter {
  #kept = new Map();

  /**
   * @param {import('../../client/parley.js').Parley} client
   * @param {{id: string, get(id: string): object | undefined}} room
   */
  constructor(client, room) {
    super();
    this.client = client;
    this.room = room;
  }

  /** The message; null when there is none to be had, undefined while it is on its way. */
  get(id) {
    const here = this.room.get(id);
    if (here) {
      return here;
    }
    if (!this.#kept.has(id)) {
      this.#keep(id, undefined);
      this.#fetch(id);
    }
    return this.#kept.get(id);
  }

  /** What happened in the room may be about a message that is kept here. */
  heard({type, data}) {
    const id = data.message?.id ?? data.id;
    if (this.#kept.has(id) && (type === 'message.edited' || type === 'message.deleted')) {
      const old = this.#kept.get(id);
      this.#keep(id, type === 'message.edited' ? data.message : old && {...old, text: '', deleted: true});
      this.emit('change');
    }
  }

  async #fetch(id) {
    try {
      const {message} = await this.client.ask('messages.get', {room: this.room.id, id});
      this.#keep(id, message);
    } catch (refusal) {
      if (refusal.passing) {
        this.#kept.delete(id);
        return;
      }
      this.#keep(id, null);
    }
    this.emit('change');
  }

  #keep(id, message) {
    this.#kept.delete(id);
    this.#kept.set(id, message);
    if (this.#kept.size > KEPT_MAX) {
      this.#kept.delete(this.#kept.keys().next().value);
    }
  }
}
