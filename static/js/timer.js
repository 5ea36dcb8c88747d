// Says softly on the page one writes on that some minutes have gone by: words in a line that
// a screen reader reads in its own time. No sound, no countdown, and nothing ends. Without
// this file the sentence beside the page says how long is enough.
"use strict";

(() => {
  const line = document.querySelector("[data-minutes]");
  if (!line) return;
  setTimeout(() => { line.textContent = line.dataset.over; }, line.dataset.minutes * 60 * 1000);
})();
