/** How many rows may vanish at once without losing the place. */
const NEXT_MAX = 50;

/** Room above a row that is brought to the top: something may float there. */
const START = 48;
const EDGE = 8;
const SLACK = 4;

/**
 * Where each row of a long list is, of which only a few stand on the page: heights that were measured, and
 * guesses for the rest. Pure geometry, in pixels from the top of the list.
 */
export class Heights {
  #measured = new Map();
  #tops = new Float64Array(1);
  #index = new Map();
  #stale = false;

  /** @param {(row: {key: string}) => number} guess a height that may be wrong */
  constructor(guess) {
    this.guess = guess;
    this.rows = [];
  }

  /** Takes the rows as they are now. What was measured is kept by key, also of rows that are not there. */
  set(rows) {
    if (rows !== this.rows) {
      this.rows = rows;
      this.#stale = true;
    }
  }

  /** Takes a measured height; whether it is another than before. */
  measure(key, height) {
    const old = this.#measured.get(key);
    if (old !== undefined && Math.abs(old - height) < 0.5) {
      return false;
    }
    this.#measured.set(key, height);
    this.#stale = true;
    return true;
  }

  /** All rows have another width now: what was measured is worth nothing more than a guess. */
  forget() {
    this.#measured.clear();
    this.#stale = true;
  }

  get total() {
    return this.#placed()[this.rows.length];
  }

  /** Where the row begins. */
  top(index) {
    return this.#placed()[index];
  }

  height(index) {
    const tops = this.#placed();
    return tops[index + 1] - tops[index];
  }

  /** The place of a row, -1 when it is not there. */
  indexOf(key) {
    this.#placed();
    return this.#index.get(key) ?? -1;
  }

  /** The row in which a place is; the first or last one beyond the ends. */
  at(y) {
    const tops = this.#placed();
    let [from, to] = [0, Math.max(0, this.rows.length - 1)];
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      [from, to] = tops[middle] <= y ? [middle, to] : [from, middle - 1];
    }
    return from;
  }

  /**
   * The rows to draw: those that can be seen and some more on both sides.
   * @returns {{from: number, to: number}} `to` exclusive
   */
  visible(scrollTop, viewport, beyond) {
    if (this.rows.length === 0) {
      return {from: 0, to: 0};
    }
    return {from: this.at(scrollTop - beyond), to: this.at(scrollTop + viewport + beyond) + 1};
  }

  /**
   * The row at a place, and how far from its top that is: what keeps its place while rows come and go.
   * @param {(row: object) => boolean} [firm] whether a row stays where it is in the list when others come
   */
  anchor(scrollTop, firm = () => true) {
    const {rows} = this;
    let index = this.at(scrollTop);
    while (index < rows.length - 1 && !firm(rows[index])) {
      index += 1;
    }
    return rows.length === 0 ? null : {key: rows[index].key, offset: scrollTop - this.top(index),
      after: rows.slice(index + 1, index + NEXT_MAX).filter(firm).map(row => row.key)};
  }

  /** Where to scroll so that an anchor stands as it stood; when its row is gone, the next that is there. */
  resolve(anchor) {
    const index = this.indexOf(anchor.key);
    if (index >= 0) {
      return this.top(index) + anchor.offset;
    }
    const next = anchor.after.map(key => this.indexOf(key)).find(found => found >= 0);
    return next === undefined ? null : this.top(next);
  }

  /** Whether a row can be seen as a whole, or fills the window. */
  shows(key, scrollTop, viewport) {
    const index = this.indexOf(key);
    const top = index < 0 ? -Infinity : this.top(index) - scrollTop;
    return top >= -SLACK && top + Math.min(this.height(index), viewport) <= viewport + SLACK;
  }

  /**
   * Where to scroll so that a row stands in the `center`, at the `start` or at the `end` of the window; null
   * when it is not there.
   */
  scrollFor(key, place, viewport) {
    const index = this.indexOf(key);
    if (index < 0) {
      return null;
    }
    const rest = viewport - this.height(index);
    const space = {start: START, center: Math.max(EDGE, rest / 2), end: rest - EDGE}[place];
    return Math.max(0, this.top(index) - space);
  }

  #placed() {
    if (this.#stale) {
      this.#stale = false;
      const tops = new Float64Array(this.rows.length + 1);
      this.#index = new Map();
      this.rows.forEach((row, i) => {
        tops[i + 1] = tops[i] + (this.#measured.get(row.key) ?? this.guess(row));
        this.#index.set(row.key, i);
      });
      this.#tops = tops;
    }
    return this.#tops;
  }
}
