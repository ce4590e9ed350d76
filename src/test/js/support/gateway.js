'use strict';
// What stands before the nodes of a cluster: one address, behind which each connection reaches a node that lives.

const net = require('node:net');

/** Passes each connection on to the first of the nodes that takes it. `counts` = how many went where. */
class Gateway {
  static async open(nodes) {
    const gateway = new Gateway();
    gateway.counts = nodes.map(() => 0);
    gateway.sockets = new Set();
    gateway.server = net.createServer(client => gateway.pass(client, nodes, 0));
    await new Promise(resolve => gateway.server.listen(0, '127.0.0.1', resolve));
    gateway.url = `http://127.0.0.1:${gateway.server.address().port}`;
    return gateway;
  }

  pass(client, nodes, at) {
    if (at === nodes.length) {
      client.destroy();
      return;
    }
    const {hostname, port} = new URL(nodes[at]);
    const node = net.connect(Number(port), hostname);
    let taken = false;
    for (const socket of [client, node]) {
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.sockets.delete(socket));
    }
    node.on('connect', () => {
      taken = true;
      this.counts[at] += 1;
      client.pipe(node).pipe(client);
      client.on('close', () => node.destroy());
    });
    node.on('close', () => taken ? client.destroy() : this.pass(client, nodes, at + 1));
  }

  close() {
    this.sockets.forEach(socket => socket.destroy());
    return new Promise(resolve => this.server.close(resolve));
  }
}

module.exports = {Gateway};
