const NODES_MAX = 16;
const ASK_MS = 1500;

/** The origins that a text names, one after the other with commas or spaces between. */
export function originsOf(text) {
  const origins = text.split(/[\s,]+/).filter(Boolean)
    .map(url => (/^https?:\/\//.test(url) ? url : `${location.protocol}//${url}`))
    .map(url => (URL.canParse(url) ? new URL(url).origin : null));
  return [...new Set(origins.filter(Boolean))];
}

/** What the server says, this very node last: it may call itself by another name than this page does. */
async function told() {
  try {
    const answer = await fetch('/nodes', {signal: AbortSignal.timeout(ASK_MS)});
    const {nodes} = await answer.json();
    const isOwn = url => new URL(url).port === location.port;
    return [...nodes.filter(url => !isOwn(url)), ...nodes.filter(isOwn)];
  } catch {
    return [];
  }
}

/**
 * Where this page may go: the node that served it, then those that its address names, then those that the server
 * knows. When one goes away the next is tried.
 * @param {string[]} given values of the parameter `nodes` of the page's address
 */
export async function knownNodes(given) {
  const named = given.flatMap(originsOf);
  const all = [location.origin, ...named, ...(named.length ? [] : await told())];
  return [...new Set(all)].slice(0, NODES_MAX);
}
