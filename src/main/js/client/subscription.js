import {Emitter} from './emitter.js';

/**
 * One channel as this client follows it: where it stands, and who listens. Emits `event`, `subscribed`, `lost`
 * (what lies before cannot be had: fetch anew what is shown) and `ended` (with the refusal).
 */
export class Subscription extends Emitter {
  #close;

  /**
   * @param {string} channel
   * @param {{since?: number, epoch?: string, last?: number, state?: boolean}} start where it begins
   * @param {(subscription: Subscription) => void} close
   */
  constructor(channel, start, close) {
    super();
    this.channel = channel;
    this.start = start;
    this.live = false;
    this.over = false;
    this.epoch = start.epoch ?? null;
    this.seq = start.since === undefined ? null : Number(start.since);
    this.#close = close;
  }

  /** The last publication that the handlers have seen: `{epoch, seq}`; null on channels without a log. */
  get position() {
    return this.seq === null ? null : {epoch: this.epoch, seq: this.seq};
  }

  /** What to ask the server for, to go on without a gap. */
  get request() {
    const {state} = this.start;
    if (this.seq === null) {
      return {...this.start};
    }
    return {since: this.seq, ...this.epoch !== null && {epoch: this.epoch}, ...state !== undefined && {state}};
  }

  /** The server's answer to a subscribe, also when it comes again because the log changed its identity. */
  answered(answer) {
    const resumed = this.seq !== null;
    this.live = true;
    if (answer.seq !== undefined) {
      const starts = answer.recovered !== true;
      this.seq = starts ? answer.seq : this.seq;
      this.epoch = answer.epoch;
    }
    this.emit('subscribed', answer);
    if (answer.recovered === false && resumed) {
      this.emit('lost', {channel: this.channel, seq: answer.seq, epoch: answer.epoch});
    }
  }

  /**
   * Passes an event on if it is the next one.
   * @returns {boolean} false when publications are missing before it: subscribe again
   */
  heard(event) {
    // What comes by a pattern says its own channel; its number is of that one.
    if (event.seq === undefined || event.channel !== undefined) {
      this.emit('event', event);
      return true;
    }
    if (this.seq !== null && event.seq <= this.seq) {
      return true;
    }
    if (this.seq !== null && event.seq > this.seq + 1) {
      return false;
    }
    this.seq = event.seq;
    this.emit('event', event);
    return true;
  }

  /** The server ended it. */
  refused(refusal) {
    this.live = false;
    this.over = true;
    this.emit('ended', refusal);
  }

  /** Ends it. */
  close() {
    if (!this.over) {
      this.over = true;
      this.live = false;
      this.#close(this);
    }
  }
}
