// Who this tab is: a guest's token, kept for the life of the tab so that two tabs are two people.

const TOKEN = 'parley.token';
const NAME = 'parley.name';

/** No node gives tokens to guests: the person has to bring one. */
export class NoGuests extends Error {
}

export function rememberedName() {
  return localStorage.getItem(NAME) ?? '';
}

export function rememberedToken() {
  return sessionStorage.getItem(TOKEN);
}

export function remember(token, name) {
  sessionStorage.setItem(TOKEN, token);
  if (name) {
    localStorage.setItem(NAME, name);
  }
}

export function forget() {
  sessionStorage.removeItem(TOKEN);
}

/** A new guest, or, with the token of one, a later token for the same person. Asks the nodes in turn. */
export async function guestToken(nodes, name, token) {
  let fault = new Error('No node answers.');
  for (const node of nodes) {
    try {
      return await ask(node, name, token);
    } catch (failure) {
      if (failure instanceof NoGuests) {
        throw failure;
      }
      fault = failure instanceof TypeError ? fault : failure;
    }
  }
  throw fault;
}

async function ask(node, name, token) {
  const headers = {'Content-Type': 'application/json'};
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  const answer = await fetch(`${node}/auth/guest`, {method: 'POST', headers, body: JSON.stringify({name})});
  if (answer.status === 404) {
    throw new NoGuests('This server lets nobody in as a guest.');
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.message ?? told.error?.message ?? `The server answers with ${answer.status}.`);
  }
  return (await answer.json()).token;
}
