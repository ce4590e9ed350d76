'use strict';
// The stock event-bus clients, unmodified, behind promises.

const {guest, until, within} = require('./world.js');

const CLIENTS = {
  'vertx3-eventbus-client': require('vertx3-eventbus-client'),
  '@vertx/eventbus-bridge-client.js': require('@vertx/eventbus-bridge-client.js'),
};
const TRANSPORTS = ['websocket', 'xhr-streaming', 'eventsource', 'xhr-polling'];
const open = new Set();

/** One stock client that is signed in; `events` holds what came, channel by channel. */
class Stock {
  static async connect({client = 'vertx3-eventbus-client', transport = 'websocket', node, as}) {
    const stock = new Stock();
    stock.me = as.user;
    stock.token = as.token;
    stock.events = {};
    stock.faults = {};
    stock.bus = new CLIENTS[client](`${node}/eventbus`, {transports: [transport]});
    stock.errors = [];
    stock.bus.onerror = error => stock.errors.push(error);
    stock.bus.onclose = event => {
      stock.end = event;
      open.delete(stock);
    };
    open.add(stock);
    await within(`${client} over ${transport} to ${node}`, new Promise((resolve, reject) => {
      stock.bus.onopen = resolve;
      stock.bus.sockJSConn.addEventListener('close', event => reject(new Error(`${event.code} ${event.reason}`)));
    }));
    await stock.ask('parley.session', 'authenticate', {token: as.token});
    return stock;
  }

  static async guest(name, options) {
    return Stock.connect({...options, as: await guest(name)});
  }

  ask(address, action, body = {}) {
    return within(`${address} ${action}`, new Promise((resolve, reject) => {
      this.bus.send(address, body, {action}, (fault, reply) => {
        if (fault) {
          reject(Object.assign(new Error(`${action}: ${fault.message}`), {refusal: fault}));
        } else {
          resolve(reply.body);
        }
      });
    }));
  }

  /** Registers; the answer is the first thing that comes. */
  async register(channel, headers = {}) {
    const events = this.events[channel] ??= [];
    let answer = null;
    this.bus.registerHandler(channel, headers, (fault, frame) => {
      if (fault) {
        this.faults[channel] = fault;
      } else if (frame.body.type === 'subscribed') {
        answer = frame.body;
      } else {
        events.push(frame.body);
      }
    });
    return until(`an answer on ${channel}`, () => answer ?? this.faults[channel]);
  }

  async texts(channel, count, limit) {
    const texts = () => this.events[channel].filter(event => event.type === 'message.posted')
      .map(event => event.data.message.text);
    await until(`${count} messages on ${channel}`, () => texts().length >= count, limit);
    return texts();
  }

  close() {
    if (!this.end) {
      this.bus.close();
    }
  }

  static closeAll() {
    open.forEach(stock => stock.close());
  }
}

module.exports = {CLIENTS: Object.keys(CLIENTS), TRANSPORTS, Stock};
