import {Refusal, refusalOf} from './refusal.js';

/** Commands that only read: asked again by itself when the connection breaks before the answer. */
const READS = new Set(['whoami', 'list', 'mine', 'members', 'bans', 'get', 'history', 'reactions', 'pins',
  'thread', 'search', 'unread', 'of', 'who', 'state', 'count']);

/** Commands under way, and the replies that they wait for. */
export class Requests {
  #waiting = new Map();
  #number = 0;

  /** @param {import('./connection.js').Connection} connection */
  constructor(connection) {
    this.connection = connection;
  }

  /**
   * Sends a command now. One of the two is called, in the moment in which the answer comes: what follows the
   * answer on the wire is not heard before.
   * @param {number} limitMs how long to wait for the answer
   * @param {(reply: any) => void} resolve
   * @param {(refusal: Refusal) => void} reject
   */
  ask(address, action, body, limitMs, resolve, reject) {
    this.#number += 1;
    const replyAddress = `r${this.#number}`;
    const end = outcome => {
      clearTimeout(timer);
      this.#waiting.delete(replyAddress);
      outcome();
    };
    const timer = setTimeout(() => end(() => reject(new Refusal({
      type: 'timeout', message: `No answer to ${action} within ${limitMs} ms.`,
    }))), limitMs);
    this.#waiting.set(replyAddress, {
      answer: frame => end(() => (frame.type === 'err' ? reject(refusalOf(frame)) : resolve(frame.body))),
      lost: () => end(() => reject(new Refusal())),
    });
    if (!this.connection.send({type: 'send', address, headers: {action}, replyAddress, body})) {
      this.#waiting.get(replyAddress).lost();
    }
  }

  /** Sends a command now; its reply, or a {@link Refusal}. */
  once(address, action, body, limitMs) {
    return new Promise((resolve, reject) => this.ask(address, action, body, limitMs, resolve, reject));
  }

  /**
   * Carries a command out as soon as there is a connection. Reads, and whatever is marked `repeat` because it
   * bears an id, are asked again while that may help; others fail with a passing refusal whose outcome is open.
   * @param {{limitMs?: number, repeat?: boolean}} options
   */
  async whenOpen(address, action, body, {limitMs = 15000, repeat = READS.has(action)} = {}) {
    const end = Date.now() + limitMs;
    for (;;) {
      await this.#opened(end);
      try {
        return await this.once(address, action, body, Math.max(1, end - Date.now()));
      } catch (refusal) {
        const wait = refusal.retryAfterMs || (refusal.code ? 500 : 50);
        if (!repeat || !refusal.passing || Date.now() + wait >= end) {
          throw refusal;
        }
        await new Promise(resolve => setTimeout(resolve, wait));
      }
    }
  }

  /** Takes a frame if it answers a command. */
  heard(frame) {
    const waiting = this.#waiting.get(frame.address);
    waiting?.answer(frame);
    return Boolean(waiting);
  }

  /** No answer will come any more. */
  lost() {
    [...this.#waiting.values()].forEach(waiting => waiting.lost());
  }

  #opened(end) {
    if (this.connection.isOpen) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const done = outcome => {
        clearTimeout(timer);
        off.forEach(one => one());
        outcome();
      };
      const refuse = message => reject(new Refusal({type: 'unavailable', message}));
      const timer = setTimeout(() => done(() => refuse('There is no connection.')), Math.max(0, end - Date.now()));
      const off = [
        this.connection.on('open', () => done(resolve)),
        this.connection.on('state', ({phase, reason}) => phase === 'closed' && done(() => refuse(reason))),
      ];
    });
  }
}
