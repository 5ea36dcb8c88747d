// The exit, made faster: a cover at once, no way back, and a shortcut. Without this file
// the link and the button do the same, one page load later.
"use strict";

(() => {
  const PRESSES = 3;
  const WITHIN = 5000; // milliseconds
  const OFF = "shortcut=off"; // a cookie; leaving clears the browser's storage
  const presses = [];
  let isAlone = false;

  const cover = () => {
    if (document.querySelector(".cover")) return;
    const sheet = document.createElement("div");
    sheet.className = "cover";
    document.body.append(sheet);
    // What is covered must not be read aloud either; inert fields are still sent.
    document.querySelector("main").inert = true;
    document.title = "…";
    const status = document.querySelector("[data-leave-status]");
    if (status) status.textContent = status.dataset.words;
  };

  // In this browser (the page on safety), or for this journal (its settings).
  const isOff = () => document.cookie.split("; ").includes(OFF)
    || "noShortcut" in document.body.dataset;

  document.addEventListener("click", (event) => {
    const exit = event.target.closest("[data-leave]");
    if (!exit) return;
    cover();
    // A button's form has text to bring. Where the page has just sealed it by itself
    // (write.js), nothing waits for it; else the browser submits the form as it stands.
    const isSealed = exit.form
      && !exit.form.dispatchEvent(new CustomEvent("leaving", { cancelable: true }));
    if (!exit.href && !isSealed) return;
    event.preventDefault();
    window.location.replace(exit.href || exit.formAction);
  });

  // Shift counts only when it went down and up with no other key between: somebody who
  // types capitals, or holds it to select, must never be thrown out.
  document.addEventListener("keydown", (event) => {
    isAlone = event.key === "Shift" && !event.repeat
      && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Shift") presses.length = 0;
  });

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !isAlone || isOff()) return;
    isAlone = false;
    const now = Date.now();
    presses.push(now);
    while (presses.length && now - presses[0] > WITHIN) presses.shift();
    if (presses.length >= PRESSES) document.querySelector(".exit").click();
  });

  document.addEventListener("pointerdown", () => { presses.length = 0; });

  // A page that comes back from the browser's memory may belong to a session that ended.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    const isPrivate = "private" in document.body.dataset;
    if (isPrivate) {
      cover();
      window.location.reload();
    } else {
      document.querySelector(".cover")?.remove();
      document.querySelector("main").inert = false;
    }
  });

  for (const choice of document.querySelectorAll("[data-shortcut-choice]")) {
    const box = choice.querySelector("input");
    choice.hidden = false;
    box.checked = !document.cookie.split("; ").includes(OFF);
    box.addEventListener("change", () => {
      const age = box.checked ? 0 : 31536000; // a year, in seconds
      document.cookie = `${OFF}; Path=/; SameSite=Lax; Max-Age=${age}`;
    });
  }
})();
