// Presses the button of a step that only goes on: pages brought over, pages sealed anew.
// The button stays, and a person may press it or leave. Without this file they press it.
"use strict";

(() => {
  const PAUSE = 600; // milliseconds: long enough to read how far it is, and to leave
  const form = document.querySelector("[data-go-on]");
  if (!form) return;

  const timer = window.setTimeout(() => form.requestSubmit(), PAUSE);

  // A second press during the last step would come with a session that has ended.
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });

  // Whoever touches the page has something else in mind.
  const stay = () => window.clearTimeout(timer);
  document.addEventListener("keydown", stay, { once: true });
  document.addEventListener("pointerdown", stay, { once: true });
  // A page that comes back from the memory of the Back button is not a step.
  window.addEventListener("pagehide", stay);
})();
