const SOCKJS_AFTER = 2;
const WEBSOCKET_EVERY = 5;

/** Where the next attempt to connect goes, and over what. */
export class Route {
  #turn = 0;
  #failures = 0;
  #sent = [];

  /**
   * @param {string[]} urls the servers
   * @param {boolean} fallback whether SockJS may be tried where WebSockets fail
   */
  constructor(urls, fallback) {
    this.urls = urls;
    this.fallback = fallback;
  }

  get url() {
    return this.#sent[0] ?? this.urls[this.#turn % this.urls.length];
  }

  /** WebSocket first; where that keeps failing SockJS, with a look at WebSocket now and then. */
  get kind() {
    const tired = this.fallback && this.#failures >= SOCKJS_AFTER;
    return tired && this.#failures % WEBSOCKET_EVERY !== 0 ? 'sockjs' : 'websocket';
  }

  /** The server said where to go. */
  moved(urls) {
    this.#sent = urls.filter(url => url !== this.url).map(url => url.replace(/\/+$/, ''));
    this.#turn += this.#sent.length ? 0 : 1;
  }

  /** An attempt that led nowhere. */
  failed() {
    this.#failures += 1;
    this.lost();
  }

  /** A connection that was good once is gone. */
  lost() {
    this.#sent = this.#sent.slice(1);
    this.#turn += this.#sent.length ? 0 : 1;
  }

  /** It is good. */
  worked(kind) {
    this.#failures = kind === 'websocket' ? 0 : this.#failures;
  }
}
