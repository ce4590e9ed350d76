/**
 * The seq of the first message from a moment on, found by halving: few messages are read, however long a room
 * is. When there is none, that of the last one; 0 in an empty room.
 * @param {(after: number) => Promise<{seq: number, at: string} | null>} next the first message after a seq
 * @param {number} head the seq at which the room is
 * @param {number} moment milliseconds
 */
export async function seqAt(next, head, moment) {
  let [from, to] = [0, head];
  let found = null;
  let last = 0;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const message = await next(middle);
    if (message === null) {
      to = middle;
    } else if (Date.parse(message.at) < moment) {
      last = Math.max(last, message.seq);
      from = message.seq;
    } else {
      found = message.seq;
      to = middle;
    }
  }
  return found ?? last;
}
