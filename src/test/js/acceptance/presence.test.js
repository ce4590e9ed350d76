'use strict';
// Who is here: told to those who watch, the same on every node, with as little noise as there is news.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {guest, nodes, until} = require('../support/world.js');

after(() => Raw.closeAll());

const far = {node: nodes.at(-1)};
const near = {node: nodes[0]};

/** How long a lost session is held (presence.holdMs); whatever comes well before it needed no hold. */
const HOLD_MS = 3000;

/** A watcher's copy of a channel's presence, as a client keeps it: the state, then every change. */
class Watched {
  constructor(client, channel) {
    this.client = client;
    this.channel = `presence.${channel}`;
  }

  static async of(client, channel) {
    const watched = new Watched(client, channel);
    const {body} = await client.register(watched.channel);
    assert.deepEqual(body, {type: 'subscribed'});
    await until(`a state of ${channel}`, () => watched.signals().length);
    return watched;
  }

  signals() {
    return this.client.heard(this.channel);
  }

  /** What the client holds after all that came. */
  now() {
    const users = new Map();
    let count = 0;
    this.signals().forEach((signal, place) => {
      assert.equal(signal.type, place === 0 ? 'presence.state' : 'presence.changed');
      assert.equal(signal.seq, undefined);
      const {data} = signal;
      count = data.count;
      (data.users ?? []).forEach(entry => users.set(entry.user, entry));
      (data.joined ?? []).forEach(entry => {
        assert.ok(!users.has(entry.user), `${entry.user} joined twice`);
        users.set(entry.user, entry);
      });
      (data.updated ?? []).forEach(entry => {
        assert.ok(users.has(entry.user), `${entry.user} was updated before he joined`);
        users.set(entry.user, entry);
      });
      (data.left ?? []).forEach(user => assert.ok(users.delete(user), `${user} left before he joined`));
    });
    assert.equal(count, users.size);
    return users;
  }

  has(user) {
    return this.now().has(user.id);
  }

  /** What came about a user, after so many signals. */
  about(user, from) {
    return this.signals().slice(from).filter(({data}) => data.left?.includes(user.id)
      || [...data.joined ?? [], ...data.updated ?? []].some(entry => entry.user === user.id));
  }
}

const set = (client, status, text) => client.ask('parley.presence', 'set', {status, text});
const who = (client, channel, fields = {}) => client.ask('parley.presence', 'who', {channel, ...fields});
const of = async (client, ...users) =>
  (await client.ask('parley.presence', 'of', {users: users.map(user => user.id)})).users;
const byUser = entries => [...entries].sort((one, other) => one.user < other.user ? -1 : 1);
const goodbye = client => {
  client.socket.close(1000);
  return client.closed;
};

/** Ana's room, watched by her on the first node. */
async function place(fields) {
  const ana = await Raw.guest('Ana', near);
  const {id} = await room(ana, fields);
  const channel = `room.${id}`;
  await ana.register(channel);
  const watched = await Watched.of(ana, channel);
  await until('Ana herself', () => watched.has(ana.me));
  return {ana, id, channel, watched};
}

async function comes(name, channel, options = far) {
  const client = await Raw.guest(name, options);
  const {body} = await client.register(channel);
  assert.equal(body.type, 'subscribed', JSON.stringify(body));
  return client;
}

/** Asks until the answer of `who` on each node is what the watcher holds. */
const agrees = (watched, channel) => until('who and the watcher to agree', async () => {
  for (const node of nodes) {
    const asker = await Raw.guest('Asker', {node});
    const fresh = await who(asker, channel);
    asker.close();
    const held = [...watched.now().values()];
    if (fresh.count !== held.length || JSON.stringify(byUser(fresh.users)) !== JSON.stringify(byUser(held))) {
      return false;
    }
  }
  return true;
});

test('the state comes first, then what changes, and both together are what is so', async () => {
  const {ana, channel, watched} = await place();
  const ben = await comes('Ben', channel);
  const eve = await comes('Eve', channel, {node: nodes[1]});
  await until('Ben and Eve', () => watched.has(ben.me) && watched.has(eve.me));
  await set(ben, 'busy', 'in a meeting');
  await until('Ben to be busy', () => watched.now().get(ben.me.id).status === 'busy');
  eve.send({type: 'unregister', address: channel});
  await until('Eve to have left', () => !watched.has(eve.me));
  assert.deepEqual(Object.keys(watched.now().get(ben.me.id)),
    ['user', 'name', 'status', 'text', 'devices', 'since']);
  assert.equal(watched.now().get(ben.me.id).text, 'in a meeting');
  assert.equal(watched.now().get(ana.me.id).devices, 1);
  await agrees(watched, channel);
  const late = await Raw.guest('Late', far);
  const other = await Watched.of(late, channel);
  assert.deepEqual(byUser(other.now().values()), byUser(watched.now().values()));
});

test('who leaves in order is gone at once, on every node, and who only watches is not there', async () => {
  const {ana, channel, watched} = await place();
  const watchers = await Promise.all(nodes.map(async node => Watched.of(await Raw.guest('Watcher', {node}), channel)));
  assert.deepEqual([...watched.now().keys()], [ana.me.id]);
  const [ben, lost] = [await comes('Ben', channel), await comes('Lost', channel)];
  await until('all to see both', () => watchers.every(watcher => watcher.has(ben.me) && watcher.has(lost.me)));
  await lost.close();
  await goodbye(ben);
  const left = (watcher, user) => watcher.signals().findIndex(({data}) => data.left?.includes(user.id));
  await until('none to see them', () => watchers.every(watcher => !watcher.has(ben.me) && !watcher.has(lost.me)));
  watchers.forEach(watcher => assert.ok(left(watcher, ben.me) < left(watcher, lost.me),
    'who was lost before is held for longer'));
});

test('who reloads his page is seen neither leaving nor coming, on whatever node he comes back', async () => {
  const {channel, watched} = await place();
  const as = await guest('Ben');
  const ben = await Raw.connect({as, ...far});
  await ben.register(channel);
  await until('Ben', () => watched.has(as.user));
  const before = watched.now().get(as.user.id);
  const from = watched.signals().length;
  ben.close();
  const second = await Raw.connect({as, node: nodes[1]});
  await second.register(channel);
  second.close();
  const third = await Raw.connect({as, node: nodes[0]});
  await third.register(channel);
  const lost = await comes('Lost', channel);
  await until('one who does not come back', () => watched.has(lost.me));
  lost.close();
  await until('his hold to be over, and so Ben\'s', () => !watched.has(lost.me));
  assert.deepEqual(watched.about(as.user, from), []);
  assert.deepEqual(watched.now().get(as.user.id), before);
  await goodbye(third);
  await until('Ben to have left', () => !watched.has(as.user));
});

test('who is lost and does not come back has left when the hold is over, and is last seen then', async () => {
  const {ana, channel, watched} = await place();
  const ben = await comes('Ben', channel);
  await until('Ben', () => watched.has(ben.me));
  const [online] = await of(ana, ben.me);
  assert.deepEqual([online.status, online.devices, online.lastSeen], ['online', 1, undefined]);
  const from = Date.now();
  ben.close();
  await until('Ben to have left', () => !watched.has(ben.me));
  assert.ok(Date.now() - from >= HOLD_MS - 200, `after ${Date.now() - from} ms: he was not held`);
  const away = await until('the last sight of Ben', async () => {
    const [entry] = await of(ana, ben.me);
    return entry.lastSeen && entry;
  });
  assert.deepEqual({...away, since: 0, lastSeen: 0},
    {user: ben.me.id, name: 'Ben', status: 'offline', devices: 0, since: 0, lastSeen: 0});
  assert.ok(Math.abs(Date.parse(away.lastSeen) - Date.now()) < 30000, away.lastSeen);
});

test('a status is of all devices of a user, the latest wins, and a new device takes it over', async () => {
  const {ana, channel, watched} = await place();
  const as = await guest('Ben');
  const phone = await Raw.connect({as, ...near});
  const laptop = await Raw.connect({as, ...far});
  await phone.register(channel);
  await laptop.register(channel);
  await until('both devices', () => watched.now().get(as.user.id)?.devices === 2);
  const {user} = await set(laptop, 'away', 'lunch');
  assert.deepEqual([user.user, user.status, user.text, user.devices], [as.user.id, 'away', 'lunch', 2]);
  await until('Ben to be away', () => watched.now().get(as.user.id).status === 'away');
  await goodbye(laptop);
  await until('one device', () => watched.now().get(as.user.id).devices === 1);
  assert.equal(watched.now().get(as.user.id).text, 'lunch');
  await goodbye(phone);
  await until('Ben to have left', () => !watched.has(as.user));
  const again = await Raw.connect({as, node: nodes[1]});
  await again.register(channel);
  await until('Ben again', () => watched.has(as.user));
  assert.equal(watched.now().get(as.user.id).status, 'away');
  await set(again, 'online');
  await until('Ben to be online', () => watched.now().get(as.user.id).status === 'online');
  assert.equal(watched.now().get(as.user.id).text, undefined);
  assert.deepEqual((await of(ana, as.user, ana.me)).map(entry => entry.user), [as.user.id, ana.me.id]);
});

test('who is invisible is offline to all others, wherever they look', async () => {
  const {ana, channel, watched} = await place();
  const as = await guest('Ben');
  const ben = await Raw.connect({as, ...far});
  await ben.register(channel);
  await until('Ben', () => watched.has(as.user));
  const {user} = await set(ben, 'invisible');
  assert.deepEqual([user.status, user.devices], ['invisible', 1]);
  await until('Ben to have left', () => !watched.has(as.user));
  const seen = await until('the last sight of Ben', async () => (await of(ana, as.user))[0].lastSeen);
  const from = watched.signals().length;
  await set(ben, 'invisible', 'still');
  const second = await Raw.connect({as, ...near});
  await second.register(channel);
  await goodbye(ben);
  await goodbye(second);
  const third = await Raw.connect({as, ...near});
  await third.register(channel);
  assert.deepEqual(await who(ana, channel, {users: [as.user.id, ana.me.id]})
    .then(reply => [reply.count, reply.users.map(entry => entry.user)]), [1, [ana.me.id]]);
  const eve = await comes('Eve', channel, near);
  await until('Eve', () => watched.has(eve.me));
  await goodbye(eve);
  await until('what was seen to be written', async () => (await of(ana, eve.me))[0].lastSeen);
  const [entry] = await of(ana, as.user);
  assert.deepEqual([entry.status, entry.devices, entry.lastSeen, entry.text], ['offline', 0, seen, undefined]);
  assert.deepEqual(watched.about(as.user, from), []);
  assert.equal((await of(third, as.user))[0].status, 'invisible');
  const shownAt = Date.now();
  await set(third, 'online');
  await until('Ben again', () => watched.has(as.user));
  const {since} = watched.now().get(as.user.id);
  assert.ok(Date.parse(since) >= shownAt - 1000, `since ${since} tells how long he was hidden`);
});

test('presence is for those who may subscribe to the channel, and ends with that right', async () => {
  const {ana, id, channel} = await place({visibility: 'private'});
  const ben = await Raw.guest('Ben', far);
  assert.equal((await ben.register(`presence.${channel}`)).failureType, 'not_found');
  assert.equal(await ben.refusal('parley.presence', 'who', {channel}), 'not_found');
  assert.equal((await ben.register(`presence.user.${ana.me.id}`)).failureType, 'forbidden');
  assert.equal((await ben.register(`presence.presence.${channel}`)).failureType, 'not_found');
  await ana.ask('parley.rooms', 'invite', {room: id, user: ben.me.id});
  const watched = await Watched.of(ben, channel);
  assert.equal(watched.now().size, 1);
  const from = ben.frames.length;
  await ana.ask('parley.rooms', 'remove', {room: id, user: ben.me.id});
  const ended = await ben.frame('the end', frame => frame.type === 'err'
    && frame.address === watched.channel, {from});
  assert.equal(ended.failureType, 'forbidden');
  assert.equal(await ben.refusal('parley.presence', 'who', {channel}), 'not_found');
  const eve = await Raw.guest('Eve');
  await eve.register(channel);
  const before = ben.frames.length;
  await ana.settled();
  assert.equal(ben.frames.slice(before).filter(frame => frame.address === watched.channel).length, 0);
});

test('sync opens presence too, and what is wrong is refused', async () => {
  const {ana, channel} = await place();
  const ben = await Raw.guest('Ben', far);
  const {channels} = await ben.ask('parley.session', 'sync', {channels: {[channel]: {}, [`presence.${channel}`]: {}}});
  assert.deepEqual(channels[`presence.${channel}`], {});
  await until('a state', () => ben.heard(`presence.${channel}`).length);
  const refused = (action, body) => ana.refusal('parley.presence', action, body);
  assert.equal(await refused('set', {status: 'offline'}), 'bad_request');
  assert.equal(await refused('set', {}), 'bad_request');
  assert.equal(await refused('set', {status: 'busy', text: 'x'.repeat(201)}), 'too_large');
  assert.equal(await refused('of', {}), 'bad_request');
  assert.equal(await refused('of', {users: Array.from({length: 501}, (_, i) => `u${i}`)}), 'too_large');
  assert.equal(await refused('who', {}), 'bad_request');
  assert.equal(await refused('who', {channel: 'room.never-made'}), 'not_found');
  assert.deepEqual((await of(ana, {id: 'never-seen'})),
    [{user: 'never-seen', name: 'never-seen', status: 'offline', devices: 0}]);
  assert.deepEqual(await who(ana, channel, {limit: 1}).then(reply => [reply.users.length, reply.count, reply.more]),
    [1, 2, true]);
});
