'use strict';
// parley.js as an application under Node uses it, and a wire to a server that can be cut at any byte.

const net = require('node:net');
const path = require('node:path');
const {pathToFileURL} = require('node:url');
const WebSocket = require('ws');
const {guest, nodes, sign, inSeconds, fresh} = require('./world.js');

const open = new Set();
const library = import(pathToFileURL(path.join(__dirname, '../../../main/js/client/parley.js')));

/** A client that is signed in as a new guest, unless options say otherwise. */
async function client(name, {as, url = nodes[0], ...options} = {}) {
  const {connect} = await library;
  const person = as ?? await guest(name);
  const parley = connect({url, token: person.token, outbox: false, WebSocket, fallback: false, ...options});
  open.add(parley);
  parley.me = person.user;
  return parley;
}

/** A token of our own making for a user. */
function token(user, seconds = 600) {
  return sign({sub: user, name: user, iat: inSeconds(0), exp: inSeconds(seconds)});
}

/** A TCP wire to a server: `url` leads through it. */
class Wire {
  constructor(target) {
    this.target = new URL(target);
    this.pairs = new Set();
    this.cutAfter = Infinity;
    this.mute = false;
    this.server = net.createServer(near => this.join(near));
  }

  static async to(target) {
    const wire = new Wire(target);
    await new Promise(resolve => wire.server.listen(0, '127.0.0.1', resolve));
    wire.url = `http://127.0.0.1:${wire.server.address().port}`;
    return wire;
  }

  join(near) {
    const far = net.connect(Number(this.target.port), '127.0.0.1');
    const pair = {near, far};
    this.pairs.add(pair);
    const end = () => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    [near, far].forEach(socket => socket.on('error', end).on('close', end));
    near.on('data', bytes => this.carry(bytes, far, end));
    far.on('data', bytes => this.carry(bytes, near, end));
  }

  /** Passes bytes on, up to the one at which it breaks. */
  carry(bytes, to, end) {
    if (this.mute) {
      return;
    }
    if (bytes.length > this.cutAfter) {
      to.write(bytes.subarray(0, this.cutAfter));
      this.cutAfter = Infinity;
      setImmediate(end);
      return;
    }
    this.cutAfter -= bytes.length;
    to.write(bytes);
  }

  /** Breaks whatever goes through it now. */
  cut() {
    this.pairs.forEach(({near, far}) => [near, far].forEach(socket => socket.destroy()));
  }

  close() {
    this.cut();
    this.server.close();
  }
}

function closeAll() {
  open.forEach(parley => parley.close());
  open.clear();
}

/** A public room that a client has made. */
async function room(parley, fields = {}) {
  const id = fresh('room');
  await parley.ask('rooms.create', {id, name: 'A room', visibility: 'public', ...fields});
  return id;
}

module.exports = {client, closeAll, library, room, token, Wire};
