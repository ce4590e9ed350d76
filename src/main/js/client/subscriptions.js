import {refusalOf, Refusal} from './refusal.js';
import {Subscription} from './subscription.js';

const SYNC_MAX = 200;
const SYNC_MS = 15000;

/** All channels that this client follows, brought back after each reconnect. */
export class Subscriptions {
  #channels = new Map();
  #wanted = new Set();
  #scheduled = false;

  /**
   * @param {import('./connection.js').Connection} connection
   * @param {import('./requests.js').Requests} requests
   */
  constructor(connection, requests) {
    this.connection = connection;
    this.requests = requests;
  }

  /** A channel can be followed once: whoever needs it twice listens twice to the same subscription. */
  open(channel, start) {
    if (this.#channels.has(channel)) {
      throw new Error(`There is a subscription to ${channel} already.`);
    }
    const subscription = new Subscription(channel, start, ended => this.#close(ended));
    this.#channels.set(channel, subscription);
    this.#want(subscription);
    return subscription;
  }

  /** @returns {Subscription | undefined} */
  get(channel) {
    return this.#channels.get(channel);
  }

  /** A new connection: everything is asked for again, from where it stands. */
  resume() {
    this.#wanted.clear();
    this.#channels.forEach(subscription => {
      subscription.live = false;
      this.#want(subscription);
    });
  }

  /** Takes a frame if it belongs to a channel. */
  heard(frame) {
    const subscription = this.#channels.get(frame.address);
    if (!subscription) {
      return false;
    }
    if (frame.type === 'err') {
      this.#refused(subscription, refusalOf(frame));
    } else if (frame.body?.type === 'subscribed') {
      subscription.answered(frame.body);
    } else if (subscription.live && !subscription.heard(frame.body)) {
      this.#want(subscription);
    }
    return true;
  }

  #close(subscription) {
    this.#channels.delete(subscription.channel);
    this.#wanted.delete(subscription);
    this.connection.send({type: 'unregister', address: subscription.channel});
  }

  #refused(subscription, refusal) {
    if (this.#channels.get(subscription.channel) !== subscription) {
      return;
    }
    if (refusal.passing) {
      setTimeout(() => this.#channels.get(subscription.channel) === subscription && this.#want(subscription),
        refusal.retryAfterMs || 1000);
      return;
    }
    this.#channels.delete(subscription.channel);
    subscription.refused(refusal);
  }

  /** Those who are wanted in one turn go in one frame. */
  #want(subscription) {
    subscription.live = false;
    this.#wanted.add(subscription);
    if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => {
        this.#scheduled = false;
        this.#flush();
      });
    }
  }

  #flush() {
    if (!this.connection.isOpen) {
      return;
    }
    const all = [...this.#wanted];
    this.#wanted.clear();
    for (let i = 0; i < all.length; i += SYNC_MAX) {
      this.#sync(all.slice(i, i + SYNC_MAX));
    }
  }

  #sync(some) {
    const channels = Object.fromEntries(some.map(one => [one.channel, one.request]));
    this.requests.ask('parley.session', 'sync', {channels}, SYNC_MS,
      reply => some.forEach(one => this.#answered(one, reply.channels[one.channel])),
      refusal => this.#unanswered(some, refusal));
  }

  /** What broke with the connection is asked for again with the next one. */
  #unanswered(some, refusal) {
    if (refusal.code !== 0) {
      some.forEach(one => this.#refused(one, refusal));
    } else if (this.connection.isOpen) {
      some.filter(one => this.#channels.get(one.channel) === one).forEach(one => this.#want(one));
    }
  }

  #answered(subscription, answer) {
    if (this.#channels.get(subscription.channel) !== subscription) {
      return;
    }
    if (answer?.error) {
      this.#refused(subscription, new Refusal(answer.error));
    } else {
      subscription.answered(answer ?? {});
    }
  }
}
