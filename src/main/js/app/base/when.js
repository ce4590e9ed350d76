const DAY_MS = 86400000;
const KEPT_MAX = 1000;

/**
 * Days and times as a reader sees them: the calendar of a time zone and a language, the browser's own unless
 * others are given. A day is named by a key such as `2026-03-29`; one of 23 or 25 hours is a day like others.
 */
export class Calendar {
  #keys = new Map();

  /**
   * @param {{locale?: string, zone?: string}} [options]
   */
  constructor({locale, zone} = {}) {
    const format = options => new Intl.DateTimeFormat(locale, {timeZone: zone, ...options});
    this.keys = new Intl.DateTimeFormat('en-CA', {timeZone: zone, calendar: 'iso8601', year: 'numeric',
      month: '2-digit', day: '2-digit'});
    this.clocks = format({timeStyle: 'short'});
    this.fulls = format({dateStyle: 'full', timeStyle: 'medium'});
    this.weekdays = format({weekday: 'short'});
    this.dates = format({day: 'numeric', month: 'short'});
    this.dates1 = format({day: 'numeric', month: 'short', year: 'numeric'});
    this.days = format({weekday: 'long', day: 'numeric', month: 'long'});
    this.days1 = format({weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'});
    this.words = new Intl.RelativeTimeFormat(locale, {numeric: 'auto'});
  }

  /** The key of the day on which a moment is. Zones change by quarters of hours, so a key holds for one. */
  key(at) {
    const quarter = Math.floor(new Date(at).getTime() / 900000);
    let key = this.#keys.get(quarter);
    if (key === undefined) {
      key = this.keys.format(quarter * 900000);
      this.#keys = this.#keys.size < KEPT_MAX ? this.#keys : new Map();
      this.#keys.set(quarter, key);
    }
    return key;
  }

  /** How many days before today a moment is; negative when it is to come. */
  daysAgo(at, now = Date.now()) {
    return Math.round((Date.parse(this.key(now)) - Date.parse(this.key(at))) / DAY_MS);
  }

  /** A day line: "Today", "Yesterday", "Friday 20 March", with the year when it is another. */
  day(at, now = Date.now()) {
    const ago = this.daysAgo(at, now);
    if (ago === 0 || ago === 1) {
      const word = this.words.format(-ago, 'day');
      return word.slice(0, 1).toLocaleUpperCase() + word.slice(1);
    }
    return (this.#sameYear(at, now) ? this.days : this.days1).format(new Date(at));
  }

  /** The time of a day: "09:30" or "9:30 AM". */
  clock(at) {
    return this.clocks.format(new Date(at));
  }

  /** Day and time at full length, for titles. */
  full(at) {
    return this.fulls.format(new Date(at));
  }

  /** As short as it can be said: the time today, the weekday this week, else the date. */
  short(at, now = Date.now()) {
    const ago = this.daysAgo(at, now);
    if (ago <= 0) {
      return this.clock(at);
    }
    const dates = this.#sameYear(at, now) ? this.dates : this.dates1;
    return (ago < 7 ? this.weekdays : dates).format(new Date(at));
  }

  /** The first moment of the day with a key such as `2026-03-29`, as milliseconds. */
  startOf(key) {
    let [from, to] = [Date.parse(key) - 1.5 * DAY_MS, Date.parse(key) + 1.5 * DAY_MS];
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2);
      [from, to] = this.keys.format(middle) < key ? [middle, to] : [from, middle];
    }
    return to;
  }

  #sameYear(at, now) {
    return this.key(at).slice(0, 4) === this.key(now).slice(0, 4);
  }
}

/** The calendar of this browser. */
export const calendar = new Calendar();

export const day = (at, now) => calendar.day(at, now);
export const clock = at => calendar.clock(at);
export const full = at => calendar.full(at);
export const short = (at, now) => calendar.short(at, now);
