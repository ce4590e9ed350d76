import {Emitter} from '../../client/emitter.js';
import {calendar} from '../base/when.js';

const PAGE = 30;
const DAY_MS = 86400000;

/** A question for messages, and what was found for it so far. Emits `change`. */
export class Search extends Emitter {
  #turn = 0;
  #question = null;
  #next;

  /** @param {import('../../client/parley.js').Parley} client */
  constructor(client) {
    super();
    this.client = client;
    this.#reset();
  }

  /**
   * Asks, unless it is the same question; without words there is nothing to ask.
   * @param {{words: string, by?: string, room?: string, from?: string, to?: string}} question days such as
   *     `2026-03-29`, both included
   */
  async ask({words, by, room, from, to}) {
    const body = {query: words.trim(), limit: PAGE, ...by && {by}, ...room && {room},
      ...from && {from: new Date(calendar.startOf(from)).toISOString()},
      ...to && {to: new Date(calendar.startOf(dayAfter(to))).toISOString()}};
    if (JSON.stringify(body) === JSON.stringify(this.#question)) {
      return;
    }
    this.#question = body;
    this.#reset();
    if (body.query === '') {
      this.#turn += 1;
      this.emit('change');
      return;
    }
    this.asked = true;
    await this.#fetch();
  }

  /** The next page. */
  async grow() {
    if (this.more && !this.busy) {
      await this.#fetch();
    }
  }

  #reset() {
    Object.assign(this, {found: [], more: false, busy: false, fault: null, asked: false});
    this.#next = undefined;
  }

  async #fetch() {
    this.#turn += 1;
    const mine = this.#turn;
    this.busy = true;
    this.emit('change');
    let outcome;
    try {
      const {messages, more, next} = await this.client.ask('messages.search',
        {...this.#question, ...this.#next && {after: this.#next}});
      outcome = () => {
        this.found = [...this.found, ...messages];
        this.more = more;
        this.#next = next;
      };
    } catch (fault) {
      outcome = () => {
        this.fault = fault;
        this.#question = null;
      };
    }
    if (mine === this.#turn) {
      outcome();
      this.busy = false;
      this.emit('change');
    }
  }
}

/** The key of the day after one. */
function dayAfter(key) {
  return new Date(Date.parse(key) + DAY_MS).toISOString().slice(0, 10);
}
