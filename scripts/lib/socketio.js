'use strict';
// The server of Socket.IO's authors as it comes, for comparison: whoever publishes reaches all who subscribed. Nothing
// is stored and nobody is asked for a token. The argument is the port.

const http = require('node:http');
const {Server} = require('socket.io');

const server = http.createServer();
const io = new Server(server, {transports: ['websocket'], serveClient: false});
io.on('connection', socket => {
  socket.on('subscribe', channel => socket.join(channel));
  socket.on('publish', (channel, event) => io.to(channel).emit('event', channel, event));
});
server.listen(Number(process.argv[2]), '127.0.0.1', 4096);
