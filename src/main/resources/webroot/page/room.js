// One room on one line: in by joining or founding it, heard from where it was left, spoken to until acknowledged.

import {Timeline} from './timeline.js';

const PAGE = 50;
const MEMBERS_MAX = 200;
const RETRY_MS = 1000;

/** `changed()` is called whenever something shown has changed. */
export class Room {
  constructor(id, name, changed) {
    this.id = id;
    this.name = name;
    this.changed = changed;
    this.channel = `room.${id}`;
    this.timeline = new Timeline();
    this.members = new Map();
    this.inside = false;
  }

  /** Comes in over a line that has just opened; safe to call again on the next one. */
  async enter(line, me) {
    this.line = line;
    this.me = me;
    const {room} = await this.joinOrFound();
    this.inside = true;
    this.name = room.name;
    this.send();
    if (!this.timeline.position) {
      this.timeline.fill(await this.history());
    }
    this.subscribe();
    await this.meet();
    this.changed();
  }

  left() {
    this.line = null;
    this.inside = false;
  }

  async joinOrFound() {
    try {
      return await this.ask('parley.rooms', 'join', {room: this.id});
    } catch (refusal) {
      if (refusal.type !== 'not_found') {
        throw refusal;
      }
    }
    try {
      return await this.ask('parley.rooms', 'create', {id: this.id, name: this.name, visibility: 'public'});
    } catch (refusal) {
      if (refusal.type !== 'conflict') {
        throw refusal;
      }
      return this.ask('parley.rooms', 'join', {room: this.id});
    }
  }

  history(before) {
    return this.ask('parley.messages', 'history', {room: this.id, limit: PAGE, ...before && {before}});
  }

  async earlier() {
    this.timeline.extend(await this.history(this.timeline.oldest));
    this.changed();
  }

  async meet() {
    const {members} = await this.ask('parley.rooms', 'members', {room: this.id, limit: MEMBERS_MAX});
    members.forEach(member => this.members.set(member.user, member));
  }

  ask(address, action, body) {
    return this.line.command(address, action, body);
  }

  subscribe() {
    const {bus} = this.line;
    const {seq, epoch} = this.timeline.position;
    const again = () => {
      if (this.line?.bus === bus) {
        bus.unregisterHandler(this.channel, handler);
        this.subscribe();
      }
    };
    const handler = (fault, frame) => {
      if (this.line?.bus === bus) {
        this.hear(fault ? {error: fault} : frame.body, again);
      }
    };
    bus.registerHandler(this.channel, {since: String(seq), epoch}, handler);
  }

  async hear(event, again) {
    if (event.error) {
      this.refused(event.error, again);
    } else if (event.type === 'subscribed') {
      await this.subscribed(event);
    } else if (event.seq && !this.timeline.hear(event)) {
      again();
    } else if (event.type === 'member.joined' || event.type === 'member.updated') {
      this.members.set(event.data.member.user, event.data.member);
    } else if (event.type === 'member.left') {
      this.members.delete(event.data.member.user);
    }
    this.changed();
  }

  async subscribed({recovered, seq, epoch}) {
    this.fault = null;
    if (recovered === false) {
      this.timeline.restart({seq, epoch});
      this.timeline.fill(await this.history());
      await this.meet();
    }
  }

  refused(error, again) {
    this.fault = error.message;
    if ((error.failureCode ?? error.code) >= 500) {
      setTimeout(again, RETRY_MS);
    }
  }

  post(text) {
    this.timeline.keep(text, this.me.id);
    this.changed();
    this.send();
  }

  retry(id) {
    this.timeline.mark(id, 'sending');
    this.changed();
    this.send();
  }

  /** Sends what waits, one after the other, so that the order of writing is the order of the room. */
  async send() {
    if (this.sending) {
      return;
    }
    this.sending = true;
    for (let own = this.timeline.next(); own && this.inside; own = this.timeline.next()) {
      await this.deliver(own);
      this.changed();
    }
    this.sending = false;
  }

  async deliver({id, text}) {
    try {
      await this.ask('parley.messages', 'post', {room: this.id, id, text});
      this.timeline.acknowledge(id);
    } catch (refusal) {
      if (!refusal.passing) {
        this.timeline.refuse(id, refusal.message);
      } else if (this.inside) {
        await new Promise(resolve => setTimeout(resolve, refusal.data?.retryAfterMs ?? RETRY_MS));
      }
    }
  }

  nameOf(user) {
    return this.members.get(user)?.name ?? (user === this.me?.id ? this.me.name : user);
  }
}
