/**
 * Waiting times with full jitter: any time from 0 up to a bound that doubles with each failure, so that the
 * clients of a dead node do not all come back in one moment.
 */
export class Backoff {
  #failures = 0;

  /**
   * @param {number} baseMs bound of the first wait
   * @param {number} maxMs bound of all waits
   * @param {() => number} random 0 ≤ number < 1
   */
  constructor(baseMs, maxMs, random = Math.random) {
    this.baseMs = baseMs;
    this.maxMs = maxMs;
    this.random = random;
  }

  /** How often in a row it failed. */
  get failures() {
    return this.#failures;
  }

  /**
   * The next wait.
   * @param {number} atLeastMs what the server asked for
   */
  next(atLeastMs = 0) {
    const bound = Math.min(this.maxMs, this.baseMs * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return Math.round(atLeastMs + this.random() * bound);
  }

  /** It worked. */
  reset() {
    this.#failures = 0;
  }
}
