/** Who uses this page: a guest of this server, or somebody whose application gave him a token. */

const KEY = 'parley.identity';
const NAME = 'parley.name';
const GUEST_SECONDS = 7 * 24 * 3600;

/** No node gives tokens to guests. */
export class NoGuests extends Error {
  constructor() {
    super('This server lets nobody in as a guest.');
  }
}

/** The token of a guest is not believed any more: who comes now is somebody else. */
export class GuestGone extends Error {
  constructor() {
    super('Your guest pass has expired. Choose a name to come in again; you will be a new guest.');
  }
}

function read(storage, key) {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    if (value === null) {
      storage().removeItem(key);
    } else {
      storage().setItem(key, value);
    }
  } catch {
    // A browser that keeps nothing: the person signs in again at the next visit.
  }
}

const tab = () => sessionStorage;
const browser = () => localStorage;

function parsed(text) {
  try {
    const {token, name, guest} = JSON.parse(text) ?? {};
    return token ? {token, name, guest: guest === true} : null;
  } catch {
    return null;
  }
}

/** The claims of a token, unverified; nothing when it is none. */
export function claims(token) {
  try {
    const [, body] = token.split('.');
    const bytes = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}

/** Whether a token has at least so long to live. */
export function lives(token, ms = 0) {
  const {exp} = claims(token);
  return exp === undefined || exp * 1000 > Date.now() + ms;
}

/**
 * The identity `{token, name, guest}` of this tab, or of this browser; null when there is none.
 * @param {boolean} fresh a tab for somebody else: what the browser keeps does not count
 */
export function kept(fresh = false) {
  return parsed(read(tab, KEY)) ?? (fresh ? null : parsed(read(browser, KEY)));
}

/** Keeps it for this tab; `long`: for all later visits too. */
export function keep(identity, long = keptLong()) {
  const text = JSON.stringify(identity);
  write(tab, KEY, text);
  if (long) {
    write(browser, KEY, text);
  }
  if (identity.name) {
    write(browser, NAME, identity.name);
  }
}

/** Whether the person of this tab is the one whom the browser keeps. */
function keptLong() {
  const [here, there] = [parsed(read(tab, KEY)), parsed(read(browser, KEY))];
  return Boolean(there) && (!here || claims(here.token).sub === claims(there.token).sub);
}

/** Forgets the person of this tab. */
export function forget() {
  if (keptLong()) {
    write(browser, KEY, null);
  }
  write(tab, KEY, null);
}

export function lastName() {
  return read(browser, NAME) ?? '';
}

async function asked(node, name, token) {
  const answer = await fetch(`${node}/auth/guest`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...token && {Authorization: `Bearer ${token}`}},
    body: JSON.stringify({name, ttlSeconds: GUEST_SECONDS}),
  });
  if (answer.ok) {
    return (await answer.json()).token;
  }
  if (answer.status === 404) {
    throw new NoGuests();
  }
  if (answer.status === 401) {
    throw new GuestGone();
  }
  const {message, error} = await answer.json().catch(() => ({}));
  throw new Error(message ?? error?.message ?? `The server answers with ${answer.status}.`);
}

/**
 * A token for a guest from the first node that answers.
 * @param {string | undefined} token of a guest, for a later one of the same person
 */
export async function guestToken(nodes, name, token) {
  let fault = new Error('The server cannot be reached. Is it running?');
  for (const node of nodes) {
    try {
      return await asked(node, name, token);
    } catch (failure) {
      if (failure instanceof NoGuests || failure instanceof GuestGone) {
        throw failure;
      }
      fault = failure instanceof TypeError ? fault : failure;
    }
  }
  throw fault;
}
