// Before the first paint, and so no module: the theme that was chosen here. None: the system's.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('parley.theme');
  } catch {
    // Without storage there is nothing to remember.
  }
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();
