'use strict';
// Messages: posting once, whatever happens; refusals by name; history that agrees with what was heard.

const assert = require('node:assert/strict');
const {after, test} = require('node:test');
const {Raw, room} = require('../support/raw.js');
const {fresh, nodes} = require('../support/world.js');

after(() => Raw.closeAll());

const post = (client, body) => client.ask('parley.messages', 'post', body);
const refused = (client, body) => client.refusal('parley.messages', 'post', body);
const history = (client, body) => client.ask('parley.messages', 'history', body);

test('a post is acknowledged, heard and kept, all of one mind', async () => {
  const ana = await Raw.guest('Ana');
  const {id, head} = await room(ana);
  await ana.register(`room.${id}`);
  const client = {n: 1.5, list: [1, 'a', null, {b: true}], 'ключ': 'значение', big: 12345678901};
  const reply = await post(ana, {room: id, id: 'm1', text: ' 100% "ja" \\ <b>ünï</b>\n🌱 ', client,
    attachments: [{name: 'a.png', type: 'image/png', size: 5, url: 'https://example.org/a.png?x=%20'}]});
  assert.deepEqual(Object.keys(reply).sort(), ['at', 'epoch', 'id', 'seq']);
  assert.equal(reply.seq, head.seq + 1);
  const [event] = await ana.hears(`room.${id}`, 1);
  assert.equal(event.seq, reply.seq);
  assert.equal(event.at, reply.at);
  assert.equal(event.id, 'm1');
  assert.equal(event.by, ana.me.id);
  const {message} = event.data;
  assert.deepEqual(message, {id: 'm1', room: id, seq: reply.seq, n: 1, by: ana.me.id, at: reply.at,
    text: ' 100% "ja" \\ <b>ünï</b>\n🌱 ', mentions: [], version: message.version, reactions: [], client,
    attachments: [{name: 'a.png', type: 'image/png', size: 5, url: 'https://example.org/a.png?x=%20'}]});
  const page = await history(ana, {room: id});
  assert.deepEqual(page.messages, [message]);
  assert.deepEqual(page.head, {seq: reply.seq, epoch: reply.epoch});
  assert.equal(page.more, false);
});

test('the same id again gives the first answer again, on any node, whatever the content', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const first = await post(ana, {room: id, id: 'm', text: 'one'});
  const {token} = {token: new URL(ana.socket.url).searchParams.get('token')};
  for (const node of nodes) {
    const elsewhere = await Raw.connect({node, token});
    assert.deepEqual(await post(elsewhere, {room: id, id: 'm', text: 'another'}), {...first, duplicate: true});
  }
  assert.deepEqual((await history(ana, {room: id})).messages.map(message => message.text), ['one']);
});

test('another author with the same id is a conflict; in another room it is free', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const [a, b] = [await room(ana), await room(ben)];
  await ben.ask('parley.rooms', 'join', {room: a.id});
  await post(ana, {room: a.id, id: 'm', text: 'x'});
  assert.equal(await refused(ben, {room: a.id, id: 'm', text: 'x'}), 'conflict');
  await post(ben, {room: b.id, id: 'm', text: 'x'});
});

test('a repetition is answered before rights are looked at', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const {id} = await room(ana);
  await ben.ask('parley.rooms', 'join', {room: id});
  const first = await post(ben, {room: id, id: 'm', text: 'x'});
  await ben.ask('parley.rooms', 'leave', {room: id});
  assert.deepEqual(await post(ben, {room: id, id: 'm', text: 'x'}), {...first, duplicate: true});
  assert.equal(await refused(ben, {room: id, id: 'n', text: 'x'}), 'forbidden');
});

test('ten repetitions at once are one message', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const token = new URL(ana.socket.url).searchParams.get('token');
  const clients = await Promise.all(nodes.map(node => Raw.connect({node, token})));
  const all = await Promise.all(Array.from({length: 12}, (_, i) =>
    post(clients[i % clients.length], {room: id, id: 'm', text: 'x'})));
  assert.equal(all.filter(reply => !reply.duplicate).length, 1);
  assert.equal(new Set(all.map(reply => reply.seq)).size, 1);
  assert.equal((await history(ana, {room: id})).messages.length, 1);
});

test('a member of nothing may read a public room and not write there', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const {id} = await room(ana);
  await post(ana, {room: id, text: 'x'});
  assert.equal((await history(ben, {room: id})).messages.length, 1);
  assert.equal(await refused(ben, {room: id, text: 'x'}), 'forbidden');
  assert.equal(await refused(ben, {room: fresh('nowhere'), text: 'x'}), 'not_found');
});

test('what is no message is bad_request or too_large', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const bad = [{text: undefined}, {text: ''}, {text: 5}, {text: null}, {text: []}, {room: 5}, {room: undefined},
    {id: 5}, {id: ''}, {id: 'a b'}, {replyTo: 5}, {thread: 5}, {mentions: 'x'}, {mentions: [5]},
    {attachments: 'x'}, {attachments: [5]}, {attachments: [{}]},
    {attachments: [{name: 'a', type: 't', size: 1, url: 'javascript:alert(1)'}]},
    {attachments: [{name: 'a', type: 't', size: 1, url: '/relative'}]},
    {attachments: [{name: 'a', type: 't', size: 'x', url: 'https://example.org'}]}];
  for (const fields of bad) {
    assert.equal(await refused(ana, {room: id, text: 'x', ...fields}), 'bad_request', JSON.stringify(fields));
  }
  assert.equal(await refused(ana, {room: id, text: 'x'.repeat(16001)}), 'too_large');
  assert.equal(await refused(ana, {room: id, text: '🌱'.repeat(16001)}), 'too_large');
  assert.equal(await refused(ana, {room: id, text: 'x', client: {pad: 'x'.repeat(4096)}}), 'too_large');
  assert.equal(await refused(ana, {room: id, text: 'x', replyTo: 'nowhere'}), 'not_found');
  assert.equal(await refused(ana, {room: id, text: 'x', thread: 'nowhere'}), 'not_found');
  assert.deepEqual((await history(ana, {room: id})).messages, []);
});

test('the longest text fits, in code points', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  for (const text of ['x'.repeat(16000), '🌱'.repeat(16000)]) {
    await post(ana, {room: id, text});
    const {messages} = await history(ana, {room: id, limit: 1});
    assert.equal(messages[0].text, text);
  }
});

test('mentions are of members only, said or written', async () => {
  const ana = await Raw.guest('Ana');
  const ben = await Raw.guest('Ben');
  const eve = await Raw.guest('Eve');
  const {id} = await room(ana);
  await ben.ask('parley.rooms', 'join', {room: id});
  await post(ana, {room: id, text: `hello @${ben.me.id}, and @nobody-at-all`});
  await post(ana, {room: id, text: 'hello', mentions: [ben.me.id, eve.me.id]});
  const {messages} = await history(ana, {room: id});
  assert.deepEqual(messages.map(message => message.mentions), [[ben.me.id], [ben.me.id]]);
});

test('answers and threads name what they belong to', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  await post(ana, {room: id, id: 'root', text: 'root'});
  await post(ana, {room: id, id: 'a', text: 'answer', replyTo: 'root'});
  await post(ana, {room: id, id: 't', text: 'aside', thread: 'root'});
  const {messages} = await history(ana, {room: id});
  assert.equal(messages[1].replyTo, 'root');
  assert.equal(messages[2].thread, 'root');
});

test('commands for one room are done and answered in order, refusals among them', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const from = ana.frames.length;
  for (let i = 0; i < 60; i++) {
    const body = i % 7 === 3 ? {room: id, text: 5} : {room: id, text: `t${i}`, ...i % 11 === 5 && {replyTo: 'no'}};
    ana.send({type: 'send', address: 'parley.messages', headers: {action: 'post'}, replyAddress: `o${i}`, body});
  }
  await ana.frame('the last answer', frame => frame.address === 'o59');
  const answers = ana.frames.slice(from).filter(frame => /^o\d+$/.test(frame.address ?? ''));
  assert.deepEqual(answers.map(frame => frame.address), Array.from({length: 60}, (_, i) => `o${i}`));
  const seqs = answers.filter(frame => frame.type === 'rec').map(frame => frame.body.seq);
  assert.deepEqual(seqs, seqs.map((_, i) => seqs[0] + i), 'no holes, in order');
});

test('history by seq: exclusive ends, oldest first, more where there is more', async () => {
  const ana = await Raw.guest('Ana');
  const {id} = await room(ana);
  const s = [];
  for (let i = 0; i < 9; i++) {
    s.push((await post(ana, {room: id, text: `t${i}`})).seq);
  }
  const seqs = async body => {
    const page = await history(ana, {room: id, ...body});
    return [page.messages.map(message => message.seq), page.more];
  };
  assert.deepEqual(await seqs({}), [s, false]);
  assert.deepEqual(await seqs({limit: 3}), [s.slice(6), true]);
  assert.deepEqual(await seqs({before: s[6], limit: 3}), [s.slice(3, 6), true]);
  assert.deepEqual(await seqs({before: s[3], limit: 3}), [s.slice(0, 3), false]);
  assert.deepEqual(await seqs({before: s[0]}), [[], false]);
  assert.deepEqual(await seqs({after: 0, limit: 3}), [s.slice(0, 3), true]);
  assert.deepEqual(await seqs({after: s[5], limit: 3}), [s.slice(6), false]);
  assert.deepEqual(await seqs({after: s[8]}), [[], false]);
  const around = await history(ana, {room: id, around: s[4], limit: 4});
  const near = around.messages.map(message => message.seq);
  assert.ok(near.length <= 4 && near.length >= 2, near.join());
  assert.deepEqual([...near].sort((a, b) => a - b), near);
  assert.equal(around.moreBefore, true);
  assert.equal(around.moreAfter, true);
  for (const body of [{before: 5, after: 1}, {around: 3, before: 5}, {before: 'x'}, {after: -1}, {limit: 0},
    {limit: 'x'}, {before: 1.5}]) {
    assert.equal(await ana.refusal('parley.messages', 'history', {room: id, ...body}), 'bad_request',
      JSON.stringify(body));
  }
});
