const TICK_MS = 2000;
const PING_AFTER_MS = 10000;
const ANSWER_MS = 5000;
const WOKEN_ANSWER_MS = 1500;
const SLEPT_MS = 3 * TICK_MS;

/**
 * Finds out that a connection is dead though no close came: asks for a sign of life after a silence, and at
 * once when the page was asleep, hidden or without a network.
 */
export class Watch {
  #heardAt = 0;
  #askedAt = 0;
  #limit = ANSWER_MS;
  #tickedAt = 0;
  #timer;
  #wake = () => globalThis.document?.visibilityState !== 'hidden' && this.woken();

  /** @param {import('./connection.js').Connection} connection */
  constructor(connection) {
    this.connection = connection;
  }

  begin() {
    this.#tickedAt = Date.now();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref?.();
    globalThis.addEventListener?.('online', this.#wake);
    globalThis.addEventListener?.('pageshow', this.#wake);
    globalThis.document?.addEventListener('visibilitychange', this.#wake);
    globalThis.document?.addEventListener('resume', this.#wake);
  }

  end() {
    clearInterval(this.#timer);
    globalThis.removeEventListener?.('online', this.#wake);
    globalThis.removeEventListener?.('pageshow', this.#wake);
    globalThis.document?.removeEventListener('visibilitychange', this.#wake);
    globalThis.document?.removeEventListener('resume', this.#wake);
  }

  /** Something came. */
  heard() {
    this.#heardAt = Date.now();
    this.#askedAt = 0;
  }

  /** The page may have slept: is the connection still there? */
  woken() {
    if (this.connection.isOpen) {
      this.#ask(WOKEN_ANSWER_MS);
    } else {
      this.connection.hurry();
    }
  }

  #tick() {
    const now = Date.now();
    const slept = now - this.#tickedAt > SLEPT_MS;
    this.#tickedAt = now;
    if (slept) {
      this.#askedAt = 0;
      this.#heardAt = now;
      this.woken();
    } else if (!this.connection.isOpen) {
      this.#askedAt = 0;
    } else if (this.#askedAt && now - this.#askedAt >= this.#limit) {
      this.#askedAt = 0;
      this.connection.lost('the server did not answer');
    } else if (!this.#askedAt && now - this.#heardAt >= PING_AFTER_MS) {
      this.#ask(ANSWER_MS);
    }
  }

  /** `whoami` is answered over every transport; a bus `ping` only over some. */
  #ask(limit) {
    this.#askedAt = Date.now();
    this.#limit = limit;
    this.connection.send({type: 'send', address: 'parley.session', headers: {action: 'whoami'},
      replyAddress: 'sign-of-life', body: {}});
  }
}
