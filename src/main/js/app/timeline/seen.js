/**
 * Who has read up to which message and no further, oneself left out: ids of messages to users, one a line.
 * @param {{id: string, seq: number, by: string}[]} messages in order
 * @param {Map<string, {user: string, read: number}>} receipts
 */
export function seenBy(messages, receipts, me) {
  const found = new Map();
  for (const {user, read} of receipts.values()) {
    const at = user === me ? -1 : lastUpTo(messages, read);
    if (at >= 0 && messages[at].by !== user) {
      const {id} = messages[at];
      found.set(id, found.has(id) ? `${found.get(id)}\n${user}` : user);
    }
  }
  return found;
}

/** The place of the last message up to a seq; -1 when there is none. */
function lastUpTo(messages, seq) {
  let [from, to] = [0, messages.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    [from, to] = messages[middle].seq <= seq ? [middle + 1, to] : [from, middle];
  }
  return from - 1;
}
