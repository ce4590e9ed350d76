import {Component, createRef, html} from '../base/ui.js';
import {Heights} from './heights.js';

const BEYOND = 600;
const END_SLACK = 48;
const TURNS_MAX = 8;

/**
 * A long list of which only the rows near the window's eye stand on the page. What one looks at stays where
 * it is while rows come, go or grow; whoever is at the end stays at the end.
 *
 * Properties: `rows` ({key}), `draw(row, index)`, `guess(row)` height in pixels, `firm(row)` whether a row
 * may hold the place (those that move when others come may not), `follow` whether the end is the end of what
 * there is, `onMove({atEnd, from, to, first, last})` after each move, with the rows of the page and the
 * first and last of those that can be seen, and `props` for the scrolling element.
 */
export class VirtualList extends Component {
  constructor(props) {
    super(props);
    this.heights = new Heights(row => this.props.guess(row));
    this.scroller = createRef();
    this.strip = createRef();
    this.slice = createRef();
    this.anchor = null;
    this.atEnd = true;
    this.range = {from: 0, to: 0};
    this.width = 0;
    this.watched = new Map();
    this.onScroll = () => this.scrolled();
  }

  get element() {
    return this.scroller.current;
  }

  componentDidMount() {
    this.watch = new ResizeObserver(changes => this.resized(changes));
    this.watch.observe(this.element);
    this.settle();
  }

  componentDidUpdate() {
    this.settle();
  }

  componentWillUnmount() {
    this.watch.disconnect();
    cancelAnimationFrame(this.told);
  }

  /** Scrolls so that a row stands in the middle, or at the top when `place` is `start`. */
  toKey(key, place = 'center') {
    if (this.heights.indexOf(key) < 0) {
      return false;
    }
    this.atEnd = false;
    this.goal = {key, place};
    this.range = {from: 0, to: 0};
    this.settle();
    return true;
  }

  toEnd() {
    this.atEnd = true;
    this.goal = null;
    this.settle();
  }

  /** Scrolls as little as needed for a row to be seen. */
  reveal(key) {
    const {heights, element: {scrollTop, clientHeight}} = this;
    if (!heights.shows(key, scrollTop, clientHeight)) {
      this.toKey(key, heights.top(heights.indexOf(key)) < scrollTop ? 'start' : 'end');
    }
  }

  /** The element of a row, when it stands on the page. */
  elementOf(key) {
    return this.watched.get(key);
  }

  /** Something else covers it, as a panel does on a phone: it has no size, and keeps its place for later. */
  get isCovered() {
    return this.element.clientHeight === 0;
  }

  scrolled() {
    if (!this.element) {
      return;
    }
    if (this.isCovered) {
      return;
    }
    this.sync();
    this.draw();
    this.tell();
  }

  /** Takes note of where somebody has scrolled to. The event of it may come after the next drawing. */
  sync() {
    const {scrollTop} = this.element;
    if (this.isCovered || this.wasCovered) {
      this.wasCovered = this.isCovered;
    } else if (Math.abs(scrollTop - this.placed) > 1) {
      this.goal = null;
      this.placed = scrollTop;
      this.atEnd = this.isAtEnd();
      this.hold();
    }
  }

  /** Remembers what is looked at. */
  hold() {
    this.anchor = this.heights.anchor(this.element.scrollTop, this.props.firm);
  }

  /** Draws anew when rows that are not there may soon be seen. */
  draw() {
    const {element: {scrollTop, clientHeight}, heights, range} = this;
    const needed = heights.visible(scrollTop, clientHeight, BEYOND / 3);
    if (needed.from >= range.from && needed.to <= range.to) {
      return false;
    }
    this.range = heights.visible(scrollTop, clientHeight, BEYOND);
    this.forceUpdate();
    return true;
  }

  /** After a drawing: measures what stands there, and puts everything to its place. */
  settle() {
    if (this.isCovered) {
      this.wasCovered = true;
      return;
    }
    this.turns = (this.turns ?? 0) + 1;
    this.measure();
    const {heights, element} = this;
    this.strip.current.style.height = `${heights.total}px`;
    const top = this.wanted();
    if (top !== null && Math.abs(element.scrollTop - top) >= 0.5) {
      element.scrollTop = top;
    }
    this.placed = element.scrollTop;
    const from = Math.min(this.range.from, heights.rows.length);
    this.slice.current.style.transform = `translateY(${heights.top(from)}px)`;
    if (this.turns < TURNS_MAX && this.draw()) {
      return;
    }
    this.turns = 0;
    if (this.focused && document.activeElement === document.body) {
      element.focus({preventScroll: true});
    }
    if (this.goal) {
      this.goal = null;
      this.atEnd = this.isAtEnd();
    }
    this.hold();
    this.tell();
  }

  isAtEnd() {
    const {scrollTop, clientHeight} = this.element;
    return scrollTop + clientHeight >= this.heights.total - END_SLACK;
  }

  /** Where to be scrolled to; null: wherever it is. */
  wanted() {
    const {heights, element: {clientHeight}} = this;
    if (this.goal) {
      return heights.scrollFor(this.goal.key, this.goal.place, clientHeight);
    }
    if (this.atEnd && this.props.follow) {
      return Math.max(0, heights.total - clientHeight);
    }
    return this.anchor && heights.resolve(this.anchor);
  }

  measure() {
    const present = new Map();
    for (const slot of this.slice.current.children) {
      present.set(slot.dataset.key, slot);
      if (this.watched.get(slot.dataset.key) !== slot) {
        this.watch?.observe(slot);
      }
      this.heights.measure(slot.dataset.key, slot.getBoundingClientRect().height);
    }
    this.watched.forEach((slot, key) => present.get(key) !== slot && this.watch?.unobserve(slot));
    this.watched = present;
  }

  /** Rows that grow, and a window of another size. */
  resized(changes) {
    const {clientWidth} = this.element;
    if (clientWidth !== this.width && !this.isCovered) {
      if (this.width) {
        this.heights.forget();
      }
      this.width = clientWidth;
    }
    if (changes.length) {
      this.sync();
      this.settle();
    }
  }

  /** Tells once a frame. */
  tell() {
    this.told ??= requestAnimationFrame(() => {
      this.told = null;
      const {heights, element, range, props: {rows, onMove}} = this;
      if (rows.length && element && !this.isCovered) {
        onMove?.({atEnd: this.isAtEnd(), ...range, first: rows[heights.at(element.scrollTop)],
          last: rows[heights.at(element.scrollTop + element.clientHeight - 2)]});
      }
    });
  }

  /** Takes other rows; those that are drawn stay drawn wherever they are now. */
  take(rows) {
    const {heights, range} = this;
    if (this.element) {
      this.sync();
      this.focused = this.slice.current.contains(document.activeElement);
    }
    const key = heights.rows[range.from]?.key;
    heights.set(rows);
    const by = heights.indexOf(key) - range.from;
    if (key !== undefined && heights.indexOf(key) >= 0) {
      this.range = {from: range.from + by, to: range.to + by};
    }
  }

  render({rows, draw, props}) {
    this.take(rows);
    const to = Math.min(this.range.to, rows.length);
    const from = Math.min(this.range.from, to);
    return html`<div class="scroller" ref=${this.scroller} onScroll=${this.onScroll} ...${props}>
      <div class="strip" ref=${this.strip}><div class="slice" ref=${this.slice}>
        ${rows.slice(from, to).map((row, i) => html`<div class="slot" key=${row.key} data-key=${row.key}
          >${draw(row, from + i)}</div>`)}
      </div></div>
    </div>`;
  }
}
