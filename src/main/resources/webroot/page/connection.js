// A line to one of several nodes that is always there again: the stock event-bus client, asked politely.

/* global EventBus */

const CONNECT_MS = 8000;
const COMMAND_MS = 8000;
const PROBE_EVERY_MS = 10000;
const PROBE_MS = 4000;
const PAUSE_MAX_MS = 10000;
const TRANSPORTS = ['websocket', 'xhr-streaming', 'eventsource', 'xhr-polling'];

const REASONS = new Map([
  [3001, 'the node is going to rest'],
  [3008, 'this line was too slow'],
  [3012, 'the node heard nothing from here'],
  [3500, 'the sign-in is no longer valid'],
  [3503, 'the node did not understand this page'],
  [3507, 'the node refuses this page'],
]);

/** A command that was refused (`code` > 0) or whose fate is unknown (`code` 0). */
export class Refusal extends Error {
  constructor({code = 0, type = 'lost', message = 'The line broke.', data = {}} = {}) {
    super(message);
    this.code = code;
    this.type = type;
    this.data = data;
  }

  /** Worth another try with the same id? */
  get passing() {
    return this.code === 0 || this.code === 429 || this.code >= 500;
  }
}

/**
 * `on.state({phase, node, reason, wait})` follows the line; `on.open(line, who)` is called after every sign-in,
 * `on.renew(reason)` when a token is needed (a promise of one), `on.notice(notice)` for the rest.
 */
export class Connection {
  constructor(nodes, token, on) {
    this.nodes = nodes;
    this.token = token;
    this.on = on;
    this.turn = 0;
    this.failures = 0;
    this.waiting = new Set();
    this.wake = () => document.visibilityState === 'visible' && this.awake();
    addEventListener('online', this.wake);
    document.addEventListener('visibilitychange', this.wake);
  }

  get node() {
    return this.nodes[this.turn % this.nodes.length];
  }

  open() {
    clearTimeout(this.timer);
    this.ended = false;
    this.on.state({phase: 'connecting', node: this.node});
    const bus = new EventBus(`${this.node}/eventbus`, {transports: TRANSPORTS});
    this.bus = bus;
    bus.defaultHeaders = {errors: 'body'};
    bus.onopen = () => this.bus === bus && this.signIn();
    bus.onerror = frame => console.info('refused by the node:', frame.message);
    bus.onclose = event => this.lost(bus, event.code, event.reason);
    this.timer = setTimeout(() => this.drop('no answer'), CONNECT_MS);
  }

  async signIn() {
    try {
      const who = await this.command('parley.session', 'authenticate', {token: this.token});
      clearTimeout(this.timer);
      this.failures = 0;
      this.bus.registerHandler('parley.session', (fault, frame) => fault || this.heed(frame.body));
      this.on.state({phase: 'open', node: this.node});
      this.timer = setInterval(() => this.probe(), PROBE_EVERY_MS);
      this.on.open(this, who);
    } catch (refusal) {
      if (refusal.type === 'unauthenticated' || refusal.type === 'forbidden') {
        this.renew(refusal.message);
      } else if (refusal.code > 0) {
        this.drop(refusal.message);
      }
    }
  }

  async renew(reason) {
    const bus = this.bus;
    try {
      this.token = await this.on.renew(reason);
      if (this.bus === bus && bus) {
        await this.signIn();
      }
    } catch (fault) {
      this.end(fault.message);
    }
  }

  async heed(notice) {
    if (notice.type === 'session.expiring') {
      try {
        this.token = await this.on.renew('expiring');
        await this.command('parley.session', 'authenticate', {token: this.token});
      } catch (fault) {
        console.info('the token could not be renewed:', fault.message);
      }
    } else if (notice.type === 'session.moving') {
      this.on.state({phase: 'moving', node: this.node, reason: 'the node is going to rest'});
      setTimeout(() => this.drop('the node is going to rest', 3001), notice.reconnectAfterMs ?? 0);
    }
  }

  /** A command's reply; fails with a Refusal, also when the line breaks before. */
  command(address, action, body, limit = COMMAND_MS) {
    return new Promise((resolve, reject) => {
      const {bus} = this;
      const end = outcome => {
        clearTimeout(timer);
        this.waiting.delete(broken);
        outcome();
      };
      const broken = () => end(() => reject(new Refusal()));
      const timer = setTimeout(() => {
        end(() => reject(new Refusal({message: 'No answer in time.'})));
        this.probe();
      }, limit);
      this.waiting.add(broken);
      try {
        bus.send(address, body, {action}, (fault, reply) => {
          const error = fault ? {code: fault.failureCode, type: fault.failureType, message: fault.message}
            : reply.body?.error;
          end(() => error ? reject(new Refusal(error)) : resolve(reply.body));
        });
      } catch {
        broken();
      }
    });
  }

  /** Asks for a sign of life: the stock client would wait for ever on a frozen node. */
  async probe() {
    const {bus} = this;
    if (!bus || this.probing) {
      return;
    }
    this.probing = bus;
    const silence = setTimeout(() => this.bus === bus && this.drop('the node has gone silent'), PROBE_MS);
    try {
      bus.send('parley.session', {}, {action: 'whoami'}, () => clearTimeout(silence));
      await new Promise(resolve => setTimeout(resolve, PROBE_MS));
    } catch {
      clearTimeout(silence);
    }
    this.probing = null;
  }

  awake() {
    if (this.bus?.state === EventBus.OPEN) {
      this.probe();
    } else if (!this.ended && !this.bus) {
      this.open();
    }
  }

  drop(reason, code = 1006) {
    const {bus} = this;
    if (bus) {
      this.lost(bus, code, reason);
      bus.onclose = null;
      bus.close();
    }
  }

  lost(bus, code, reason) {
    if (this.bus !== bus) {
      return;
    }
    this.bus = null;
    clearTimeout(this.timer);
    [...this.waiting].forEach(broken => broken());
    this.on.closed();
    const told = REASONS.get(code) ?? (reason && code === 1006 ? reason : 'the line to the node broke');
    if (code === 3500) {
      this.on.renew(told).then(token => {
        this.token = token;
        this.open();
      }, fault => this.end(fault.message));
    } else if (code >= 3500 && code < 4000) {
      this.end(told);
    } else {
      this.later(told);
    }
  }

  /** Goes on with the next node: at once the first time round, then after a growing, random pause. */
  later(reason) {
    const from = this.node;
    this.turn += 1;
    this.failures += 1;
    const rounds = Math.floor(this.failures / this.nodes.length);
    const wait = Math.random() * Math.min(PAUSE_MAX_MS, 300 * 2 ** Math.min(rounds, 10));
    this.on.state({phase: 'waiting', node: from, next: this.node, reason, wait});
    this.timer = setTimeout(() => this.open(), wait);
  }

  end(reason) {
    this.ended = true;
    this.on.state({phase: 'ended', node: this.node, reason});
    this.close();
  }

  close() {
    const {bus} = this;
    this.bus = null;
    this.ended = true;
    clearTimeout(this.timer);
    removeEventListener('online', this.wake);
    document.removeEventListener('visibilitychange', this.wake);
    if (bus) {
      bus.onclose = null;
      bus.close();
    }
  }
}
