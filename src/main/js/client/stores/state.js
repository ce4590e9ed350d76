import {Emitter} from '../emitter.js';
import {freshId} from '../outbox.js';
import {foresee} from './ops.js';

const ABSENT = {version: 0};

/**
 * The live state of a channel, as it is now. One's own changes are there at once, and gone again if the server
 * refuses them; those of others come in the order that the server gave them. Emits `change` (with the keys),
 * `event` (what else is published on the channel) and `ended` (with the refusal).
 */
export class LiveState extends Emitter {
  #subscription;
  #slots = new Map();
  #ahead = new Map();
  #own = [];
  #at = 0;
  #shown = null;

  /**
   * @param {import('../parley.js').Parley} parley
   * @param {string} channel such as `live.demo.party`
   */
  constructor(parley, channel) {
    super();
    this.parley = parley;
    this.channel = channel;
  }

  /** Fetches the state and follows it from there. Rejects with the refusal when it may not be read. */
  open() {
    this.#subscription = this.parley.subscribe(this.channel, {state: true});
    this.#subscription.on('event', event => this.#heard(event));
    return new Promise((resolve, reject) => {
      this.#subscription.on('subscribed', answer => {
        if (!answer.state) {
          this.close();
          reject(new Error(`${this.channel} carries no state.`));
        } else {
          this.#begin(answer);
          resolve(this);
        }
      });
      this.#subscription.on('ended', refusal => {
        this.emit('ended', refusal);
        reject(refusal);
      });
    });
  }

  close() {
    this.#subscription?.close();
  }

  /** The whole state as an object; the same one until something changes. */
  get state() {
    this.#shown ??= Object.fromEntries([...this.#slots, ...this.#ahead].filter(([key]) => this.has(key))
      .map(([key]) => [key, this.get(key)]));
    return this.#shown;
  }

  has(key) {
    return 'value' in this.#slot(key);
  }

  /** @returns {any} the value of a key; undefined when it is absent */
  get(key) {
    return this.#slot(key).value;
  }

  /** What the server last said of a key: `ifVersion` of a change that rests on it. 0 = absent. */
  version(key) {
    const slot = this.#slots.get(key);
    return slot && 'value' in slot ? slot.version : 0;
  }

  /** Are there changes that the server has not answered yet? */
  get pending() {
    return this.#own.length > 0;
  }

  /**
   * Changes the state: all ops or none, surely once. Shown at once.
   * @param {object[]} ops such as `[{add: {key: 'going', by: 1, max: 50}}]`
   * @param {{id?: string, limitMs?: number}} [options]
   * @returns {Promise<{id: string, seq: number, changes: object[]}>} rejects with the refusal, whose
   *     `data.current` says what is there when a version or a bound was missed
   */
  async change(ops, {id = freshId(), limitMs} = {}) {
    const own = {id, ops, seq: Infinity};
    this.#own.push(own);
    this.#foresee();
    try {
      const reply = await this.parley.ask('live.change', {channel: this.channel, id, ops},
        {repeat: true, ...limitMs && {limitMs}});
      own.seq = reply.seq;
      this.#settle();
      return reply;
    } catch (refusal) {
      this.#own = this.#own.filter(one => one !== own);
      this.#foresee();
      throw refusal;
    }
  }

  #slot(key) {
    return this.#ahead.get(key) ?? this.#slots.get(key) ?? ABSENT;
  }

  #begin({state, versions, seq}) {
    const keys = new Set([...this.#slots.keys(), ...Object.keys(state)]);
    this.#slots = new Map(Object.entries(state).map(([key, value]) => [key, {value, version: versions[key]}]));
    this.#at = seq;
    this.#settle([...keys]);
  }

  #heard(event) {
    this.#at = Math.max(this.#at, event.seq ?? 0);
    if (event.type !== 'state.changed') {
      this.emit('event', event);
      return;
    }
    const fresh = (event.data.changes ?? []).filter(({key, version}) =>
      version > (this.#slots.get(key)?.version ?? 0));
    fresh.forEach(({key, removed, ...slot}) => this.#slots.set(key, slot));
    this.#own = this.#own.filter(({id}) => id !== event.id);
    this.#settle(fresh.map(({key}) => key));
  }

  /** What the state has in it needs to be foreseen no longer. */
  #settle(keys = []) {
    this.#own = this.#own.filter(({seq}) => seq > this.#at);
    this.#foresee(keys);
  }

  #foresee(keys = []) {
    const before = this.#ahead;
    this.#ahead = new Map();
    for (const {ops} of this.#own) {
      foresee(key => this.#slot(key), ops)?.forEach((slot, key) => this.#ahead.set(key, slot));
    }
    const touched = new Set([...keys, ...before.keys(), ...this.#ahead.keys()]);
    if (touched.size) {
      this.#shown = null;
      this.emit('change', [...touched]);
    }
  }
}
