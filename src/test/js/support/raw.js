'use strict';
// A client that knows nothing but the protocol: frames over a plain WebSocket, and everything that came, in order.

const WebSocket = require('ws');
const {guest, nodes, until, within} = require('./world.js');

let replies = 0;
const open = new Set();

class Raw {
  constructor(socket) {
    this.socket = socket;
    this.frames = [];
    this.closed = new Promise(resolve => {
      socket.on('close', (code, reason) => {
        this.end = {code, reason: reason.toString()};
        open.delete(this);
        resolve(this.end);
      });
    });
    socket.on('message', (content, binary) => {
      this.frames.push(binary ? {binary: content} : JSON.parse(content.toString()));
    });
    socket.on('error', () => {});
    open.add(this);
  }

  /** An open socket; `as` = a guest to come as, by the token on the URL. */
  static async connect({node = nodes[0], as, token = as?.token, query = '', headers, ...options} = {}) {
    const asked = token === undefined ? '' : `?token=${encodeURIComponent(token)}${query}`;
    const socket = new WebSocket(`${node.replace(/^http/, 'ws')}/eventbus/websocket${asked}`,
      {headers, ...options});
    const raw = new Raw(socket);
    await within('the handshake', new Promise((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', reject);
    }));
    raw.me = as?.user;
    return raw;
  }

  /** A new guest who is signed in. */
  static async guest(name, options) {
    return Raw.connect({as: await guest(name), ...options});
  }

  send(frame) {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Sends a command and gives its answering frame, `rec` or `err`. */
  async frameOf(address, action, body, headers = {}) {
    const replyAddress = `r${replies += 1}`;
    this.send({type: 'send', address, headers: {action, ...headers}, replyAddress, body});
    return this.frame(`a reply to ${address} ${action}`, frame => frame.address === replyAddress);
  }

  /** Sends a command and gives the reply; a refusal throws, with the frame in `refusal`. */
  async ask(address, action, body = {}) {
    const frame = await this.frameOf(address, action, body);
    if (frame.type === 'err') {
      throw Object.assign(new Error(`${address} ${action}: ${frame.failureType}: ${frame.message}`),
        {refusal: frame});
    }
    return frame.body;
  }

  /** The word with which a command is refused. */
  async refusal(address, action, body = {}) {
    const frame = await this.frameOf(address, action, body);
    return frame.type === 'err' ? frame.failureType : `done: ${JSON.stringify(frame.body)}`;
  }

  /** The first frame from `from` on that fits. */
  frame(what, fits, {from = 0, limit} = {}) {
    return until(what, () => {
      if (this.end && !this.frames.slice(from).some(fits)) {
        throw new Error(`closed with ${this.end.code} ${this.end.reason} while waiting for ${what}`);
      }
      return this.frames.slice(from).find(fits);
    }, limit);
  }

  /** Registers and gives the first frame on the channel that comes after. */
  async register(channel, headers = {}) {
    const from = this.frames.length;
    this.send({type: 'register', address: channel, headers});
    return this.frame(`an answer on ${channel}`, frame => frame.address === channel
      && (frame.type === 'err' || frame.body.type === 'subscribed'), {from});
  }

  /** The bodies heard on a channel, notices left out. */
  heard(channel) {
    return this.frames.filter(frame => frame.address === channel && frame.type === 'rec')
      .map(frame => frame.body).filter(body => body.type !== 'subscribed');
  }

  async hears(channel, count, limit) {
    await until(`${count} events on ${channel}`, () => this.heard(channel).length >= count, limit);
    return this.heard(channel);
  }

  /** A whole round trip: whatever the server was going to say before has been said. */
  async settled() {
    const from = this.frames.length;
    this.send({type: 'ping'});
    await this.frame('a pong', frame => frame.type === 'pong', {from});
  }

  close() {
    this.socket.terminate();
    return this.closed;
  }

  static closeAll() {
    return Promise.all([...open].map(raw => raw.close()));
  }
}

/** A public room that the client has just founded. */
async function room(client, fields = {}) {
  const {fresh} = require('./world.js');
  const reply = await client.ask('parley.rooms', 'create',
    {id: fresh('room'), name: 'A room', visibility: 'public', ...fields});
  return reply.room;
}

module.exports = {Raw, room};
