const REPLIERS = 3;

/** What stays of a message that was deleted. */
function tombstone({id, room, seq, n, by, at, version}) {
  return {id, room, seq, n, by, at, version, deleted: true, text: '', mentions: [], attachments: [], reactions: []};
}

/**
 * Messages of a room by `seq`, as they are now: pages fetched at some head, and the events since. Each message
 * knows as of which seq it stands, so what it has in it already changes nothing when it comes again.
 */
export class Messages {
  #byId = new Map();
  #asOf = new Map();

  /** @param {string} me whose reactions are marked `mine` */
  constructor(me) {
    this.me = me;
    this.list = [];
  }

  get(id) {
    return this.#byId.get(id);
  }

  clear() {
    this.#byId.clear();
    this.#asOf.clear();
    this.list = [];
  }

  /** Takes a page as it was at a head; older states of the same messages give way. */
  addPage(messages, headSeq) {
    for (const message of messages) {
      this.#keep(message, headSeq);
    }
    this.#sort();
  }

  /**
   * Takes an event of the room.
   * @param {boolean} atEnd whether a new message follows the last one that is here
   * @returns {string[]} ids of messages whose replies have to be fetched anew
   */
  apply(event, atEnd) {
    const {message, id} = event.data;
    switch (event.type) {
      case 'message.posted':
        this.#posted(message, event.seq, atEnd);
        return [];
      case 'message.edited':
        this.#changed(message.id, event.seq, old => this.#withMine(message, old));
        return [];
      case 'message.deleted':
        return this.#deleted(id, event.seq);
      case 'message.pinned':
      case 'message.unpinned':
        this.#changed(id, event.seq, old => ({...old, pinned: event.type === 'message.pinned' || undefined}));
        return [];
      case 'reaction.added':
      case 'reaction.removed':
        this.#changed(id, event.seq, old => this.#reacted(old, event));
        return [];
      default:
        return [];
    }
  }

  /** A message as a command has just replied it. */
  put(message) {
    if (this.#byId.has(message.id)) {
      this.#keep(message, this.#asOf.get(message.id));
      this.#sort();
    }
  }

  #posted(message, seq, atEnd) {
    if (!this.#byId.has(message.id) && atEnd) {
      this.#keep(message, seq);
      this.#sort();
    }
    if (message.thread && !message.deleted) {
      this.#changed(message.thread, seq, root => (root.deleted ? root : {...root, replies: {
        count: (root.replies?.count ?? 0) + 1,
        lastAt: message.at,
        users: [message.by, ...(root.replies?.users ?? []).filter(user => user !== message.by)].slice(0, REPLIERS),
      }}));
    }
  }

  /** How many replies are left is known only to the server. */
  #deleted(id, seq) {
    const thread = this.#byId.get(id)?.thread;
    this.#changed(id, seq, tombstone);
    return thread && this.#byId.has(thread) ? [thread] : [];
  }

  #changed(id, seq, change) {
    const old = this.#byId.get(id);
    if (old && seq > (this.#asOf.get(id) ?? 0)) {
      const changed = change(old);
      Object.keys(changed).forEach(key => changed[key] === undefined && delete changed[key]);
      this.#byId.set(id, changed);
      this.#asOf.set(id, seq);
      this.list[this.#place(old.seq)] = changed;
    }
  }

  #reacted(old, {by, type, data: {emoji, count}}) {
    const known = old.reactions.find(reaction => reaction.emoji === emoji);
    const mine = by === this.me ? type === 'reaction.added' : known?.mine === true;
    const changed = {emoji, count, ...mine && {mine}};
    const reactions = known ? old.reactions.map(one => (one === known ? changed : one)) : [...old.reactions, changed];
    return {...old, reactions: reactions.filter(one => one.count > 0)};
  }

  /** An event does not say what is one's own: that is known from before. */
  #withMine(message, old) {
    const mine = new Set((old.reactions ?? []).filter(one => one.mine).map(one => one.emoji));
    const reactions = message.reactions.map(one => (mine.has(one.emoji) ? {...one, mine: true} : one));
    return {...message, reactions, ...old.pinned && {pinned: true}};
  }

  #keep(message, asOf) {
    if ((this.#asOf.get(message.id) ?? 0) <= asOf) {
      this.#asOf.set(message.id, asOf);
      this.#byId.set(message.id, message);
    }
  }

  #sort() {
    this.list = [...this.#byId.values()].sort((a, b) => a.seq - b.seq);
  }

  /** Where in the list the message with that seq is. */
  #place(seq) {
    let [from, to] = [0, this.list.length - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      [from, to] = this.list[middle].seq < seq ? [middle + 1, to] : [from, middle];
    }
    return from;
  }
}
