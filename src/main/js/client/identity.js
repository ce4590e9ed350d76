import {Refusal} from './refusal.js';

const SIGN_IN_MS = 8000;
const RETRY_MS = 5000;
const SHARE = 0.75;
const AHEAD_MS = 60000;
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * Whom this client speaks for: asks the application for tokens, shows them to the server, and renews them well
 * before they expire, on the connection that there is.
 */
export class Identity {
  #timer;
  #token = null;

  /**
   * @param {string | ((reason: {refused: boolean}) => string | Promise<string>)} source a token, or who makes one
   * @param {import('./requests.js').Requests} requests
   * @param {(who: object) => void} known called with each answer of the server
   */
  constructor(source, requests, known) {
    this.source = source;
    this.requests = requests;
    this.known = known;
    this.who = null;
  }

  /** Signs in on a new connection; `fresh` asks for another token than the last. */
  async signIn(fresh) {
    if (fresh && typeof this.source === 'string') {
      throw Object.assign(new Refusal({code: 401, message: 'The token is not valid any more.'}), {final: true});
    }
    if (fresh || this.#token === null || this.#remains() < 0) {
      this.#token = await this.#fetch(fresh);
    }
    await this.#show(SIGN_IN_MS);
  }

  /** A new token now, shown on the connection that there is; tried again until it works or the token is dead. */
  async renew() {
    clearTimeout(this.#timer);
    try {
      this.#token = await this.#fetch(false);
      await this.#show(SIGN_IN_MS);
    } catch {
      this.#timer = setTimeout(() => this.renew(), RETRY_MS);
    }
  }

  /** No connection: nothing to renew. */
  rest() {
    clearTimeout(this.#timer);
  }

  async #fetch(refused) {
    return typeof this.source === 'function' ? this.source({refused}) : this.source;
  }

  async #show(limitMs) {
    const who = await this.requests.once('parley.session', 'authenticate', {token: this.#token}, limitMs);
    this.who = who;
    this.known(who);
    clearTimeout(this.#timer);
    if (typeof this.source === 'function') {
      const wait = Math.max(this.#remains() * SHARE, this.#remains() - AHEAD_MS, RETRY_MS);
      this.#timer = setTimeout(() => this.renew(), Math.min(wait, TIMER_MAX_MS));
      this.#timer.unref?.();
    }
  }

  #remains() {
    return this.who ? Date.parse(this.who.expiresAt) - Date.now() : 0;
  }
}
