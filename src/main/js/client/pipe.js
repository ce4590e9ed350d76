/**
 * One connection that carries text frames, over the native WebSocket or over SockJS. After `close` nothing is
 * heard of it any more.
 *
 * @typedef {{open(): void, message(text: string): void, closed(code: number, reason: string): void}} Ears
 */
export class Pipe {
  #line;
  #ears;

  /**
   * @param {any} line a WebSocket, or a SockJS object, which has the same face
   * @param {'websocket'|'sockjs'} kind
   * @param {Ears} ears
   */
  constructor(line, kind, ears) {
    this.kind = kind;
    this.#line = line;
    this.#ears = ears;
    line.onopen = () => this.#ears?.open();
    line.onmessage = event => this.#ears?.message(event.data);
    line.onerror = () => {};
    line.onclose = event => this.#end(event?.code ?? 1006, event?.reason ?? '');
  }

  /** Takes a frame; false when the pipe is not open. */
  send(text) {
    if (!this.#ears || this.#line.readyState !== 1) {
      return false;
    }
    this.#line.send(text);
    return true;
  }

  /** Bytes that were sent but have not left; 0 when unknown. */
  get backlog() {
    return this.#line.bufferedAmount ?? 0;
  }

  close(code = 1000, reason = '') {
    this.#ears = null;
    try {
      this.#line.close(code, reason);
    } catch {
      this.#line.close();
    }
  }

  #end(code, reason) {
    const ears = this.#ears;
    this.#ears = null;
    ears?.closed(code, reason);
  }
}

/** The address of the bus at a server: `http://host` → `ws://host/eventbus/websocket`. */
function socketUrl(url) {
  return `${url.replace(/^http/, 'ws')}/eventbus/websocket`;
}

let library;

/** SockJS as the page brought it, or as the server has it. Rejects where there is no page to load it in. */
async function sockJs(given, url) {
  if (given) {
    return given;
  }
  if (globalThis.SockJS) {
    return globalThis.SockJS;
  }
  if (!globalThis.document) {
    throw new Error('There is no SockJS here: give it as the option "SockJS".');
  }
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${url}/vendor/sockjs.min.js`;
    script.onload = () => resolve(globalThis.SockJS);
    script.onerror = () => {
      library = undefined;
      script.remove();
      reject(new Error(`${script.src} could not be loaded.`));
    };
    document.head.append(script);
  });
  return library;
}

/**
 * Opens a pipe to a server.
 * @param {string} url of the server, such as `https://talk.example.org`
 * @param {{WebSocket?: any, SockJS?: any, transports?: string[]}} options
 * @param {'websocket'|'sockjs'} kind
 * @param {Ears} ears
 */
export async function openPipe(url, options, kind, ears) {
  if (kind === 'websocket') {
    return new Pipe(new (options.WebSocket ?? globalThis.WebSocket)(socketUrl(url)), kind, ears);
  }
  const SockJs = await sockJs(options.SockJS, url);
  const transports = options.transports ?? ['xhr-streaming', 'eventsource', 'xhr-polling'];
  return new Pipe(new SockJs(`${url}/eventbus`, null, {transports}), kind, ears);
}
