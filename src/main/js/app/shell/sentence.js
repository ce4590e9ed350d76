function host(url) {
  return url ? new URL(url).host : '';
}

/** What is going on with the connection, in a sentence. */
export function sentence({phase, url, reason, transport}, seconds, wanted = null) {
  if (wanted === 'now') {
    return 'Your token is not valid any more. Bring a new one to go on.';
  }
  switch (phase) {
    case 'connecting':
      return reason ? `Not connected: ${reason}. Trying ${host(url)} …` : `Connecting to ${host(url)} …`;
    case 'open':
      return `Connected to ${host(url)}${transport === 'sockjs' ? ' (by SockJS: WebSockets do not get through)' : ''}`;
    case 'waiting':
      return `Not connected: ${reason}. Trying ${host(url)} ${seconds > 0 ? `in ${seconds} s` : 'now'} …`;
    default:
      return `Disconnected: ${reason}.`;
  }
}
