import {Connection} from './connection.js';
import {Emitter} from './emitter.js';
import {Identity} from './identity.js';
import {Outbox} from './outbox.js';
import {Requests} from './requests.js';
import {Storage} from './storage.js';
import {Subscriptions} from './subscriptions.js';

export {Refusal} from './refusal.js';
export {InboxStore} from './stores/inbox.js';
export {PresenceStore} from './stores/presence.js';
export {RoomStore} from './stores/room.js';
export {LiveState} from './stores/state.js';

/**
 * A client of Parley. It is there again after each loss of its connection, with all its subscriptions where
 * they stood: each handler sees each publication once and in order.
 *
 * Emits `state` (see docs/clients.md), `who` (at each sign-in), `notice` (what the server says of the session)
 * and `error` (what a handler threw).
 */
export class Parley extends Emitter {
  #connection;
  #requests;
  #subscriptions;
  #identity;

  /**
   * @param {object} options
   * @param {string | string[]} [options.url] one server or several; the page's own by default
   * @param {string | Function} options.token a token, or a function that gives (a promise of) one
   * @param {string | false} [options.outbox] the name under which unsent posts are kept over a reload; false =
   *     in memory only
   * @param {any} [options.WebSocket] for environments without one
   * @param {any} [options.SockJS] for where WebSockets fail; browsers load it from the server by themselves
   * @param {string[]} [options.transports] which ones SockJS may take
   * @param {boolean} [options.fallback] false = never SockJS
   * @param {number} [options.backoffMs] bound of the first wait between two attempts, 500 by default
   * @param {number} [options.backoffMaxMs] bound of all of them, 15,000 by default
   */
  constructor({url = globalThis.location?.origin, token, outbox = 'parley', ...options}) {
    super();
    const urls = [url].flat().map(one => String(one).replace(/\/+$/, ''));
    this.#connection = new Connection({...options, urls}, fresh => this.#identity.signIn(fresh));
    this.#requests = new Requests(this.#connection);
    this.#subscriptions = new Subscriptions(this.#connection, this.#requests);
    this.#identity = new Identity(token, this.#requests, who => this.emit('who', who));
    this.outbox = new Outbox(this, new Storage(outbox));
    this.#connection.on('frame', frame => this.#heard(frame));
    this.#connection.on('open', () => {
      this.#subscriptions.resume();
      this.outbox.begin();
    });
    this.#connection.on('state', state => {
      if (state.phase === 'waiting' || state.phase === 'closed') {
        this.#requests.lost();
        this.#identity.rest();
      }
      this.emit('state', state);
    });
  }

  /** `{phase: 'connecting'|'open'|'waiting'|'closed', url, transport?, reason?, retryInMs?}` */
  get state() {
    return this.#connection.state;
  }

  /** What the server knows of this session: `{user, session, node, expiresAt, limits}`; null before it does. */
  get who() {
    return this.#identity.who;
  }

  /** Begins, and stays until `close`. */
  open() {
    this.#connection.open();
    return this;
  }

  /** Ends the connection; `open` begins anew, with the same subscriptions. */
  close() {
    this.#connection.close();
  }

  /** Does not wait any longer: whoever waits for a connection tries now. */
  hurry() {
    this.#connection.hurry();
  }

  /** Resolves when the session is known; rejects when the client was closed for good. */
  ready() {
    if (this.#connection.isOpen) {
      return Promise.resolve(this.who);
    }
    return new Promise((resolve, reject) => {
      const off = this.on('state', ({phase, reason}) => {
        if (phase === 'open' || phase === 'closed') {
          off();
          return phase === 'open' ? resolve(this.who) : reject(new Error(reason));
        }
        return null;
      });
    });
  }

  /**
   * Carries out a command, such as `ask('messages.history', {room})`; the reply, or a `Refusal`.
   * @param {string} command address without `parley.`, a dot, the action
   * @param {object} body
   * @param {{limitMs?: number, repeat?: boolean}} [options] `repeat`: it may be carried out twice without harm
   */
  ask(command, body = {}, options = {}) {
    const dot = command.lastIndexOf('.');
    return this.#requests.whenOpen(`parley.${command.slice(0, dot)}`, command.slice(dot + 1), body, options);
  }

  /**
   * Follows a channel. Without a start: from now on.
   * @param {string} channel
   * @param {{since?: number, epoch?: string, last?: number, state?: boolean}} [start] `state`: the answer carries
   *     the channel's live state
   */
  subscribe(channel, start = {}) {
    return this.#subscriptions.open(channel, start);
  }

  /** The subscription to a channel, if there is one. */
  subscription(channel) {
    return this.#subscriptions.get(channel);
  }

  /**
   * Posts a message, surely and once: it waits in the outbox until the server has acknowledged it.
   * @returns {Promise<{id: string, seq: number, epoch: string, at: string}>} rejects when it was refused
   */
  post(room, message) {
    return this.outbox.post(room, message);
  }

  #heard(frame) {
    if (this.#requests.heard(frame) || this.#subscriptions.heard(frame)) {
      return;
    }
    if (frame.address === 'parley.session' && frame.body) {
      this.#noticed(frame.body);
    }
  }

  #noticed(notice) {
    if (notice.type === 'session.moving') {
      this.#connection.move(notice);
    } else if (notice.type === 'session.expiring') {
      this.#identity.renew();
    }
    this.emit('notice', notice);
  }
}

/** A client that is opened already; see {@link Parley}. */
export function connect(options) {
  return new Parley(options).open();
}
