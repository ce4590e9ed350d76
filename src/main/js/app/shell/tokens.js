import {GuestGone, NoGuests, guestToken, keep, lives} from './identity.js';
import {Signal} from '../base/signal.js';

const SOON_MS = 35_000;

/**
 * Gives parley.js the tokens that it asks for. A guest's is renewed by the server; for another one somebody has
 * to be asked: `wanted` then says so (`soon` while the old one still lives, `now` when it does not).
 */
export class Tokens {
  /** `null`, `soon` or `now` */
  wanted = new Signal(null);

  #waiting = null;
  #given = false;

  /**
   * @param {{token: string, name: string, guest: boolean}} identity
   * @param {string[]} nodes
   * @param {(reason: string) => void} gone called when a guest cannot come back as who he was
   */
  constructor(identity, nodes, gone) {
    this.identity = identity;
    this.nodes = nodes;
    this.gone = gone;
  }

  /** What `connect` takes as `token`. */
  give = async ({refused}) => {
    const first = !this.#given;
    this.#given = true;
    if (!refused && lives(this.identity.token, first ? 0 : SOON_MS)) {
      return this.identity.token;
    }
    return this.identity.guest ? this.#guest() : this.#asked(refused);
  };

  /** Somebody has brought a token. */
  brought(token) {
    this.#kept(token);
    this.wanted.value = null;
    this.#waiting?.resolve(token);
    this.#waiting = null;
  }

  async #guest() {
    try {
      const token = await guestToken(this.nodes, this.identity.name, this.identity.token);
      this.#kept(token);
      return token;
    } catch (fault) {
      if (fault instanceof GuestGone || fault instanceof NoGuests) {
        this.gone(fault.message);
      }
      throw fault;
    }
  }

  #asked(refused) {
    this.wanted.value = refused || !lives(this.identity.token) ? 'now' : 'soon';
    if (!this.#waiting) {
      this.#waiting = {};
      this.#waiting.promise = new Promise(resolve => {
        this.#waiting.resolve = resolve;
      });
    }
    return this.#waiting.promise;
  }

  #kept(token) {
    this.identity = {...this.identity, token};
    keep(this.identity);
  }
}
