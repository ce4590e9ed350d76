'use strict';
// The unmodified Socket.IO client behind promises: it signs in, subscribes, and goes on where it was.

const {io} = require('socket.io-client');
const {guest, until, within} = require('./world.js');

const WAYS = {polling: ['polling'], websocket: ['websocket'], upgrade: ['polling', 'websocket']};
const open = new Set();

class Io {
  /** One client that is connected; `events` holds what came, channel by channel. */
  static async connect({way = 'websocket', node, as, namespace = '/', ...options}) {
    const client = new Io();
    client.me = as?.user;
    client.events = {};
    client.positions = {};
    client.answers = {};
    client.notices = [];
    client.ends = [];
    client.faults = [];
    client.socket = io(node + namespace, {auth: as && {token: as.token}, transports: WAYS[way], forceNew: true,
      reconnectionDelay: 100, reconnectionDelayMax: 500, ...options});
    open.add(client);
    client.socket.on('event', (channel, event) => client.hear(channel, event));
    client.socket.on('session', notice => client.notices.push(notice));
    client.socket.on('disconnect', reason => client.ends.push(reason));
    client.socket.on('connect_error', fault => client.faults.push(fault));
    await within(`${way} to ${node}`, new Promise((resolve, reject) => {
      client.socket.once('connect', resolve);
      client.socket.once('connect_error', reject);
    }));
    if (way === 'upgrade') {
      await until('the upgrade', () => client.socket.io.engine.transport.name === 'websocket');
    }
    client.socket.on('connect', () => client.resume());
    return client;
  }

  static async guest(name, options) {
    return Io.connect({...options, as: await guest(name)});
  }

  hear(channel, event) {
    if (event.type === 'subscribed' || event.type === 'unsubscribed') {
      this.answers[channel] = event;
      return;
    }
    (this.events[channel] ??= []).push(event);
    if (event.seq) {
      this.positions[channel].since = event.seq;
    }
  }

  /** The acknowledgement, `ok` or not. */
  answer(event, body) {
    return this.socket.timeout(15000).emitWithAck(event, body);
  }

  /** The reply; a refusal throws, with its error in `refusal`. */
  async ask(event, body = {}) {
    const answer = await this.answer(event, body);
    if (!answer.ok) {
      throw Object.assign(new Error(`${event}: ${answer.error.message}`), {refusal: answer.error});
    }
    return answer;
  }

  async subscribe(channel, from = {}) {
    this.positions[channel] = {};
    const answer = await this.ask('subscribe', {channel, ...from});
    const since = 'since' in from && answer.recovered ? from.since : answer.seq;
    this.positions[channel] = {epoch: answer.epoch, since: Math.max(since ?? 0, this.positions[channel].since ?? 0)};
    return answer;
  }

  /** After a reconnect: every channel from its position on. Broken off, the next reconnect does it. */
  async resume() {
    try {
      for (const [channel, {since, epoch}] of Object.entries(this.positions)) {
        this.answers[channel] = await this.answer('subscribe', {channel, since, epoch});
      }
    } catch (brokenOff) {
      this.faults.push(brokenOff);
    }
  }

  /** Reconnects elsewhere from now on. */
  turnTo(node) {
    this.socket.io.uri = node;
  }

  async texts(channel, count, limit) {
    const texts = () => (this.events[channel] ?? []).filter(event => event.type === 'message.posted')
      .map(event => event.data.message.text);
    await until(`${count} messages on ${channel}`, () => texts().length >= count, limit);
    return texts();
  }

  static closeAll() {
    open.forEach(client => client.socket.disconnect());
    open.clear();
  }
}

module.exports = {WAYS: Object.keys(WAYS), Io};
