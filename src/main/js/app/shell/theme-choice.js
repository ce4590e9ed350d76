const KEY = 'parley.theme';

/** `light`, `dark`, or nothing: as the system is. */
export function chosenTheme() {
  return document.documentElement.dataset.theme ?? '';
}

/** Chooses it, for later visits too. */
export function chooseTheme(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing shows the choice until the page goes.
  }
}
