/**
 * A command that was not carried out (`code` > 0), or of which nobody knows whether it was (`code` 0: the
 * connection broke, or no answer came in time).
 */
export class Refusal extends Error {
  /** @param {{code?: number, type?: string, message?: string, data?: object}} error */
  constructor({code = 0, type = 'lost', message = 'The connection broke before the answer came.', data = {}} = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.type = type;
    this.data = data ?? {};
  }

  /** May the same thing be asked again, with hope? */
  get passing() {
    return this.code === 0 || this.code === 429 || this.code >= 500;
  }

  /** Milliseconds that the server asks to wait before the next try; 0 when it says nothing. */
  get retryAfterMs() {
    return Number(this.data.retryAfterMs) || 0;
  }
}

/** The refusal in an `err` frame of the bus protocol. */
export function refusalOf(frame) {
  return new Refusal({code: frame.failureCode, type: frame.failureType, message: frame.message, data: frame.data});
}
