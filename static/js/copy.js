// Copies a field that nobody can change: a link stands on its page only once.
// The button names the field in data-copy. Without scripts it is not shown.
"use strict";

(() => {
  const status = document.querySelector("[data-copy-status]");

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      // Selected first: where the browser refuses, the keyboard still copies it.
      field.focus();
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = status.dataset.words;
      } catch {
        status.textContent = "";
      }
    });
  }
})();
