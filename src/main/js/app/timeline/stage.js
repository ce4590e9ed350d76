import {seqAt} from './seek-date.js';

const NEAR = 20;
const FLASH_MS = 2500;

/**
 * What moves a timeline: endless pages on both sides, and jumps to a message, the line of the new, a date,
 * the present. It holds the list of the present drawing and draws anew through the function that it is given.
 */
export class Stage {
  #busy = false;
  #waiting = [];
  #timer;

  /**
   * @param {import('./talk.js').Talk} talk
   * @param {import('./reading.js').Reading} reading
   * @param {() => void} redraw
   */
  constructor(talk, reading, redraw) {
    this.talk = talk;
    this.reading = reading;
    this.redraw = redraw;
    this.list = null;
    this.rows = [];
    this.flash = null;
    this.view = {atEnd: true, first: null, newAbove: false};
  }

  get room() {
    return this.talk.room;
  }

  /** The list shows other rows now. */
  moved({atEnd, from, to, first, last}) {
    const {room, rows} = this;
    const present = atEnd && !room.moreAfter;
    const message = present ? room.messages.at(-1)
      : last.message ?? rows.slice(0, rows.indexOf(last)).findLast(row => row.message)?.message;
    this.reading.moved({seq: message?.seq ?? 0, atEnd: present});
    const newAbove = this.#newIsAbove();
    const {view} = this;
    if (view.atEnd !== present || view.first !== first || view.newAbove !== newAbove) {
      this.view = {atEnd: present, first, newAbove};
      this.redraw();
    }
    this.#grow(from < NEAR && room.moreBefore, to > rows.length - NEAR && room.moreAfter);
  }

  /** Everything stands on the page: what waited for that is done. */
  drawn() {
    this.#waiting.splice(0).forEach(act => act());
  }

  /** Goes to a message by its id or seq. */
  async jump(to) {
    if (!this.#find(to)) {
      await this.talk.app.attempt('It cannot be shown', async () => {
        const seq = typeof to === 'number' ? to
          : (await this.talk.app.client.ask('messages.get', {room: this.room.id, id: to})).message.seq;
        await this.room.around(seq);
      });
    }
    const found = this.#find(to) ?? (typeof to === 'number' ? this.room.messages.at(-1) : null);
    if (found) {
      this.#show(found.id, 'center');
      this.#light(found.id);
    }
  }

  /** Goes to where one had stopped to read. */
  async toNew() {
    const {newAfter} = this.reading;
    if (this.list.heights.indexOf('new') < 0) {
      await this.talk.app.attempt('It cannot be shown', () => this.room.around(newAfter));
    }
    this.reading.jumped();
    this.#show('new', 'start');
  }

  /** Goes to the first message of a day, such as `2026-03-29`. */
  async toDay(moment) {
    const next = async after => {
      const {messages} = await this.talk.app.client.ask('messages.history',
        {room: this.room.id, after, limit: 1});
      return messages[0] ?? null;
    };
    await this.talk.app.attempt('It cannot be found', async () => {
      const seq = await seqAt(next, this.room.messages.at(-1)?.seq ?? 0, moment);
      if (seq > 0) {
        await this.jump(seq);
      }
    });
  }

  /** Goes to the newest. */
  async toEnd() {
    if (this.room.moreAfter) {
      await this.talk.app.attempt('The newest cannot be shown', () => this.room.latest());
    }
    this.#after(() => this.list?.toEnd());
  }

  close() {
    clearTimeout(this.#timer);
  }

  #find(to) {
    const {room} = this;
    if (typeof to === 'string') {
      return room.get(to);
    }
    const [first, last] = [room.messages[0], room.messages.at(-1)];
    return first && first.seq <= to && (last.seq >= to || !room.moreAfter)
      ? room.messages.find(message => message.seq >= to) ?? last : undefined;
  }

  /** Whether what is new begins further up than one looks. */
  #newIsAbove() {
    const {heights, element} = this.list;
    const at = heights.indexOf('new');
    return this.reading.newAfter > 0 && (at < 0 || heights.top(at) + heights.height(at) < element.scrollTop);
  }

  #show(key, place) {
    this.#after(() => this.list?.toKey(key, place));
  }

  #light(key) {
    clearTimeout(this.#timer);
    this.flash = key;
    this.#timer = setTimeout(() => {
      this.flash = null;
      this.redraw();
    }, FLASH_MS);
  }

  #after(act) {
    this.#waiting.push(act);
    this.redraw();
  }

  /** One page at a time, on the side to which one comes near. */
  async #grow(before, after) {
    if (this.#busy || !before && !after) {
      return;
    }
    this.#busy = true;
    try {
      await (after ? this.room.after() : this.room.before());
    } catch {
      // The line above says that there is no connection; the next move asks again.
    }
    this.#busy = false;
  }
}
