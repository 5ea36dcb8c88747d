// Ctrl or ⌘ with one key more presses a button that says so with data-key. Always with
// that modifier: a letter alone would be pressed by accident, or by dictation (WCAG
// 2.1.4). They are listed at /journal/shortcuts/. Without this file nothing is missing.
"use strict";

(() => {
  document.addEventListener("keydown", (event) => {
    const hasModifier = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!hasModifier || event.repeat || event.isComposing) return;
    const wanted = event.key.toLowerCase();
    for (const button of document.querySelectorAll("[data-key]")) {
      if (button.dataset.key === wanted) {
        event.preventDefault();
        button.click();
        return;
      }
    }
  });
})();
