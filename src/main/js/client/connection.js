import {Backoff} from './backoff.js';
import {Emitter} from './emitter.js';
import {openPipe} from './pipe.js';
import {Route} from './route.js';
import {Watch} from './watch.js';

const CONNECT_MS = 8000;
const MOVED = 3001;
const TOKEN = 3500;

const REASONS = new Map([
  [1006, 'the connection broke'],
  [1009, 'a message was too large'],
  [MOVED, 'the server is moving its clients'],
  [3008, 'this connection was too slow'],
  [3012, 'the server heard nothing from here'],
  [TOKEN, 'the token is no longer valid'],
  [3503, 'the server did not understand this client'],
  [3507, 'the server refuses this client'],
]);

/**
 * A connection to one of several servers that is there again after each loss. Emits `state` ({phase:
 * `connecting|open|waiting|closed`, url, transport?, reason?, retryInMs?}), `open` and `frame`. It goes `open`
 * only once `greet` (which signs in) has succeeded.
 */
export class Connection extends Emitter {
  #pipe = null;
  #attempt = null;
  #timer;
  #move = null;
  #renewed = false;
  #ended = true;

  /**
   * @param {{urls: string[], fallback?: boolean, random?: () => number, backoffMs?: number,
   *     backoffMaxMs?: number}} options
   * @param {(fresh: boolean) => Promise<void>} greet signs in; `fresh` when the last token was refused
   */
  constructor(options, greet) {
    super();
    this.options = options;
    this.greet = greet;
    this.route = new Route(options.urls, options.fallback !== false);
    this.backoff = new Backoff(options.backoffMs ?? 500, options.backoffMaxMs ?? 15000, options.random);
    this.state = {phase: 'closed', url: this.route.url, reason: 'not opened yet'};
    this.watch = new Watch(this);
  }

  get isOpen() {
    return this.state.phase === 'open';
  }

  open() {
    if (this.#ended) {
      this.#ended = false;
      this.#renewed = false;
      this.watch.begin();
      this.#connect();
    }
  }

  /** Ends it, until the next `open`. */
  close(reason = 'closed by this client') {
    if (!this.#ended) {
      this.#ended = true;
      this.watch.end();
      this.#drop();
      this.#tell({phase: 'closed', url: this.route.url, reason});
    }
  }

  /** Takes a frame; false when there is no open pipe. */
  send(frame) {
    return this.#pipe?.send(JSON.stringify(frame)) ?? false;
  }

  /** No time to lose: the page woke up, or the network is back. */
  hurry() {
    if (this.state.phase === 'waiting') {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }

  /** The pipe is dead though nobody said so. */
  lost(reason) {
    this.#drop();
    this.route.lost();
    this.#again(reason, this.backoff.next());
  }

  /** The server says when and where to go; until then everything works. */
  move({reconnectAfterMs = 0, urls = []}) {
    clearTimeout(this.#move?.timer);
    this.#move = {urls, timer: setTimeout(() => this.#moved(), reconnectAfterMs)};
  }

  /** Nobody waits here: the server has spread its clients over time already. */
  #moved() {
    const {urls} = this.#move ?? {urls: []};
    this.#drop();
    this.route.moved(urls);
    this.#again(REASONS.get(MOVED), 0);
  }

  async #connect() {
    const {url, kind} = this.route;
    const attempt = {};
    this.#attempt = attempt;
    this.#tell({phase: 'connecting', url});
    this.#timer = setTimeout(() => this.#failed('no answer'), CONNECT_MS);
    const mine = act => (...args) => this.#attempt === attempt && act(...args);
    try {
      const pipe = await openPipe(url, this.options, kind, {
        open: mine(() => this.#signIn(attempt)),
        message: mine(text => this.#heard(text)),
        closed: mine((code, reason) => this.#closed(code, reason)),
      });
      if (this.#attempt === attempt) {
        this.#pipe = pipe;
      } else {
        pipe.close();
      }
    } catch (error) {
      mine(() => this.#failed(error.message))();
    }
  }

  async #signIn(attempt) {
    try {
      await this.greet(this.#renewed);
      if (this.#attempt === attempt) {
        this.#welcome();
      }
    } catch (refusal) {
      if (this.#attempt === attempt) {
        this.#unwelcome(refusal);
      }
    }
  }

  #welcome() {
    clearTimeout(this.#timer);
    this.#renewed = false;
    this.route.worked(this.#pipe.kind);
    this.backoff.reset();
    this.#tell({phase: 'open', url: this.route.url, transport: this.#pipe.kind});
    this.emit('open');
  }

  #unwelcome(refusal) {
    if (refusal.final) {
      this.close(refusal.message);
    } else if (refusal.code === 401 || refusal.code === 403) {
      this.#unbelieved(refusal.message);
    } else {
      this.#failed(refusal.message, refusal.retryAfterMs);
    }
  }

  /** A refused token is renewed once; a second refusal in a row is the end. */
  #unbelieved(reason) {
    if (this.#renewed) {
      this.close(reason);
    } else {
      this.#renewed = true;
      this.#drop();
      this.#again(reason, 0);
    }
  }

  #heard(text) {
    this.watch.heard();
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    this.emit('frame', frame);
  }

  #closed(code, reason) {
    const why = reason || REASONS.get(code) || `closed with ${code}`;
    if (code === TOKEN) {
      this.#unbelieved(why);
    } else if (code > TOKEN && code < 4000) {
      this.close(why);
    } else if (code === MOVED && this.isOpen) {
      this.#moved();
    } else if (this.isOpen) {
      this.lost(why);
    } else {
      this.#failed(why);
    }
  }

  /** An attempt that led nowhere. */
  #failed(reason, atLeastMs = 0) {
    this.#drop();
    this.route.failed();
    this.#again(reason, this.backoff.next(atLeastMs));
  }

  #again(reason, retryInMs) {
    this.#tell({phase: 'waiting', url: this.route.url, reason, retryInMs});
    this.#timer = setTimeout(() => this.#connect(), retryInMs);
  }

  /** Nothing is heard of the present pipe, or of the attempt to open it, any more. */
  #drop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#move?.timer);
    this.#move = null;
    this.#attempt = null;
    this.#pipe?.close();
    this.#pipe = null;
  }

  #tell(state) {
    this.state = state;
    this.emit('state', state);
  }
}
