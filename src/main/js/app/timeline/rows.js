/** Messages of one author within this time stand under one name. */
const TOGETHER_MS = 5 * 60 * 1000;

/**
 * What a timeline shows, from the oldest to the newest, as rows that each have a `key` of their own:
 *
 *     {kind: 'begin'}                              the room's first message is the next one
 *     {kind: 'older'}, {kind: 'newer'}             there is more, on its way
 *     {kind: 'day', at}                            a day begins
 *     {kind: 'new'}                                what follows was not read when one came
 *     {kind: 'message', message, head}             `head`: with its author's name above it
 *     {kind: 'pending', entry, head}               one's own post on its way, or refused
 *
 * Rows that say the same as before are the same objects, so that they need not be drawn again.
 */
export class Rows {
  #kept = new Map();

  /** @param {import('../base/when.js').Calendar} calendar */
  constructor(calendar) {
    this.calendar = calendar;
  }

  /**
   * @param {object} what
   * @param {object[]} what.messages
   * @param {object[]} [what.pending] entries of the outbox
   * @param {number} [what.newAfter] the seq up to which one had read, when messages after it are new; else 0
   * @param {boolean} [what.moreBefore] whether older messages are to be had
   * @param {boolean} [what.moreAfter] whether newer ones are
   * @param {string} [what.me] whose the pending ones are
   */
  of({messages, pending = [], newAfter = 0, moreBefore = false, moreAfter = false,
    me = ''}) {
    const rows = [];
    const kept = new Map();
    const add = (key, row) => {
      const old = this.#kept.get(key);
      const same = old && Object.keys(row).every(name => old[name] === row[name]);
      const now = same ? old : {key, ...row};
      kept.set(key, now);
      rows.push(now);
    };
    add(moreBefore ? 'older' : 'begin', {kind: moreBefore ? 'older' : 'begin'});
    let last = null;
    let marked = newAfter === 0;
    for (const message of messages) {
      last = this.#day(add, message.at, last);
      if (!marked && message.seq > newAfter && message.by !== me) {
        add('new', {kind: 'new'});
        marked = true;
        last = {...last, by: null};
      }
      const head = !follows(last, message.by, message.at, message.replyTo);
      add(message.id, {kind: 'message', message, head});
      last = {...last, by: message.by, at: message.at};
    }
    if (moreAfter) {
      add('newer', {kind: 'newer'});
    }
    for (const entry of moreAfter ? [] : pending) {
      last = this.#day(add, entry.at, last);
      add(entry.id, {kind: 'pending', entry, failed: entry.failed,
        head: !follows(last, me, entry.at, entry.message.replyTo)});
      last = {...last, by: me, at: entry.at};
    }
    this.#kept = kept;
    return rows;
  }

  #day(add, at, last) {
    const key = this.calendar.key(at);
    if (last && key <= last.day) {
      return last;
    }
    add(`day ${key}`, {kind: 'day', at: key});
    return {day: key, by: null};
  }
}

/** Whether somebody goes on with what he said just before. */
function follows(last, by, at, replyTo) {
  return last !== null && last.by === by && !replyTo && Date.parse(at) - Date.parse(last.at) < TOGETHER_MS;
}
