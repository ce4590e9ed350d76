import {Emitter} from '../../client/emitter.js';

/**
 * How far one has read in a room that is on the screen: where the line of the new stands, what came below
 * while one looked elsewhere, and what the server is told. Emits `change`.
 */
export class Reading extends Emitter {
  #caughtUp = true;
  #atEnd = true;
  #last = 0;

  /**
   * @param {{info: object | null, read(seq: number): void}} room
   * @param {string} me
   * @param {() => boolean} isLooking whether somebody sits before this page
   */
  constructor(room, me, isLooking) {
    super();
    const you = room.info?.you;
    this.room = room;
    this.me = me;
    this.isLooking = isLooking;
    /** The seq after which things are new; 0 = nothing is. */
    this.newAfter = you?.unread > 0 ? you.read : 0;
    /** How many messages of others were unread when one came. */
    this.unreadBefore = you?.unread ?? 0;
    /** How many messages of others came below since one was at the end. */
    this.below = 0;
  }

  /** The list shows messages up to a seq; `atEnd`: there is nothing after them. */
  moved({seq, atEnd}) {
    this.#last = seq;
    this.#atEnd = atEnd;
    this.look();
  }

  /** Somebody came back to the page, or has seen something. */
  look() {
    if (!this.isLooking()) {
      return;
    }
    if (this.#last > 0 && this.room.info?.you) {
      this.room.read(this.#last);
    }
    this.#caughtUp ||= this.#atEnd;
    if (this.#atEnd && this.below > 0) {
      this.below = 0;
      this.emit('change');
    }
  }

  /** Something happened in the room. */
  heard({type, data: {message}}) {
    if (type !== 'message.posted') {
      return;
    }
    if (message.by === this.me) {
      this.clear();
    } else if (!this.isLooking() || !this.#atEnd) {
      if (this.newAfter === 0 || this.#caughtUp && !this.isLooking()) {
        this.newAfter = message.seq - 1;
        this.unreadBefore = 0;
        this.#caughtUp = false;
      }
      this.below += 1;
      this.emit('change');
    }
  }

  /** The line has done its duty. */
  clear() {
    if (this.newAfter !== 0 || this.unreadBefore !== 0) {
      this.newAfter = 0;
      this.unreadBefore = 0;
      this.emit('change');
    }
  }

  /** Whoever is taken to the line of the new need not be told of it any more. */
  jumped() {
    this.unreadBefore = 0;
    this.emit('change');
  }
}
