/** The browser's own notifications. */

const KEY = 'parley.notify';

export const allowed = {
  possible: () => 'Notification' in globalThis && isSecureContext,
  given: () => allowed.possible() && Notification.permission === 'granted',
  ask: async () => allowed.possible() && await Notification.requestPermission() === 'granted',
};

/** Whether the person wants them, and the browser lets us. */
export function wanted() {
  try {
    return localStorage.getItem(KEY) === 'yes' && allowed.given();
  } catch {
    return false;
  }
}

export function setWanted(yes) {
  try {
    localStorage.setItem(KEY, yes ? 'yes' : 'no');
  } catch {
    // A browser that keeps nothing forgets this too.
  }
}

/**
 * Shows one, unless the person looks at the page. Two tabs of one person show it once: it has the id as its tag.
 * @param {{id: string, title: string, body?: string}} notification
 * @param {() => void} go where it leads
 */
export function show({id, title, body}, go) {
  if (!wanted() || document.visibilityState === 'visible' && document.hasFocus()) {
    return;
  }
  try {
    const shown = new Notification(title, {body, tag: id, icon: '/app/icon.svg'});
    shown.onclick = () => {
      window.focus();
      go();
      shown.close();
    };
  } catch {
    // Some browsers of phones have the permission, and yet no such constructor.
  }
}
