// The page one writes on: asks before unsaved words are left, and offers the device's
// time zone. Without this file everything still works; the browser just does not ask.
"use strict";

(() => {
  const form = document.getElementById("entry");
  if (!form) return;
  let isChanged = false;
  let isSending = false;

  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isSending = true; });

  // Leaving by the exit or by Shift sends the form, and sending never asks.
  window.addEventListener("beforeunload", (event) => {
    if (isChanged && !isSending) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { isSending = false; });

  const zone = form.elements.namedItem("time_zone");
  if (!zone || zone.value) return;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === here)) zone.value = here;
})();
