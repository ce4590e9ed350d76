import {Emitter} from '../../client/emitter.js';
import {Messages} from '../../client/stores/messages.js';

const PAGE = 100;

/**
 * A thread as it is now: the message that began it, and the replies from the oldest on. Fetched page by page,
 * then kept by the events of the room. Emits `change`.
 */
export class ThreadStore extends Emitter {
  #next;
  #off = [];
  #busy = null;

  /**
   * @param {import('../../client/parley.js').Parley} client
   * @param {string} room
   * @param {string} id of the message that began it
   * @param {string} me
   */
  constructor(client, room, id, me) {
    super();
    this.client = client;
    this.room = room;
    this.id = id;
    this.kept = new Messages(me);
    this.more = true;
    this.fault = null;
  }

  /** Follows it, and fetches the first page. */
  async open() {
    const subscription = this.client.subscription(`room.${this.room}`);
    this.#off = [subscription?.on('event', event => this.#heard(event)),
      subscription?.on('lost', () => this.#again())];
    await this.grow();
    return this;
  }

  close() {
    this.#off.forEach(off => off?.());
  }

  /** The first message and the replies that are here. */
  get messages() {
    return this.kept.list;
  }

  get root() {
    return this.kept.get(this.id);
  }

  /** The next page. Events that come meanwhile are newer than what was asked for and are taken once more. */
  grow() {
    this.#busy ??= this.#grow().finally(() => {
      this.#busy = null;
    });
    return this.#busy;
  }

  async #grow() {
    const meanwhile = [];
    const subscription = this.client.subscription(`room.${this.room}`);
    const asOf = subscription?.position?.seq ?? 0;
    const off = subscription?.on('event', event => meanwhile.push(event));
    try {
      const {root, messages, more, next} = await this.client.ask('messages.thread',
        {room: this.room, id: this.id, limit: PAGE, ...this.#next && {after: this.#next}});
      this.kept.addPage([root, ...messages], asOf);
      this.more = more;
      this.#next = next;
      this.fault = null;
      meanwhile.forEach(event => this.#apply(event));
    } catch (fault) {
      this.fault = fault;
    } finally {
      off?.();
      this.emit('change');
    }
  }

  /** What lies before cannot be had from events: everything is fetched anew. */
  async #again() {
    await this.#busy;
    this.kept.clear();
    this.#next = undefined;
    await this.grow();
  }

  #heard(event) {
    if (this.#apply(event)) {
      this.emit('change');
    }
  }

  #apply(event) {
    const {message, id} = event.data;
    const about = event.type === 'message.posted' ? message.thread === this.id
      : this.kept.get(message?.id ?? id) !== undefined;
    if (about) {
      this.kept.apply(event, !this.more);
    }
    return about;
  }
}
