// The page one writes on: seals its state every few seconds and on leaving, asks before
// unsaved words are left, and offers the device's time zone. Without this file everything
// still works; words are then sealed when the page is sent, locked or left by the exit.
"use strict";

(() => {
  const EVERY = 5000; // milliseconds
  const BEACON_LIMIT = 64 * 1024; // bytes; browsers refuse more on the way out
  const form = document.getElementById("entry");
  if (!form) return;
  const status = form.querySelector("[data-saved]");
  const sequence = form.elements.namedItem("sequence");
  // A page that came back, with a fault or a preview, brings words that are not saved.
  let isChanged = "unsaved" in form.dataset; // since the page was opened
  let isUnkept = isChanged; // since it was last sealed
  let isSending = false;
  let isBusy = false;
  let isTaken = false; // the server took the last state it was sent

  const say = (name) => {
    if (!status) return;
    status.classList.toggle("saved--not", name === "notSaved");
    status.textContent = status.dataset[name];
  };

  // Every sending has a higher number than the one before, so that whatever arrives
  // late can be told from what is newest.
  const state = () => {
    sequence.value = Number(sequence.value) + 1;
    return new FormData(form);
  };

  const keep = async () => {
    if (!form.dataset.keep || !isUnkept || isBusy || isSending) return;
    isBusy = true;
    isUnkept = false;
    try {
      const response = await fetch(form.dataset.keep, { method: "POST", body: state() });
      // Only this says "kept": anything else in the line may answer with a page.
      if (response.status !== 204) throw new Error(response.status);
      isTaken = true;
      say("saved");
      const detail = Number(response.headers.get("Seconds-Left"));
      document.dispatchEvent(new CustomEvent("journal:kept", { detail }));
    } catch {
      isUnkept = true;
      isTaken = false;
      say("notSaved");
    } finally {
      isBusy = false;
    }
  };

  // Tells whether nothing is left to send, or the browser takes it along. What becomes of
  // that nobody learns: a page that stays, as a hidden tab does, counts it as unkept.
  const keepOnLeaving = () => {
    // One that is on its way is cut off when the page goes: it does not count as sent.
    const isOpen = isUnkept || isBusy;
    if (!form.dataset.keep || isSending || !isOpen) return !isOpen;
    isUnkept = true;
    const data = state();
    const size = [...data.values()].reduce((sum, text) => sum + 3 * text.length, 0);
    return size < BEACON_LIMIT && navigator.sendBeacon(form.dataset.keep, data);
  };

  // Said by idle.js when the journal has locked: words first, then the page.
  const goOnceKept = async (address) => {
    await keep();
    if (isBusy || isUnkept) {
      setTimeout(() => goOnceKept(address), EVERY);
      return;
    }
    isSending = true;
    window.location.replace(address);
  };

  document.addEventListener("journal:locked", (event) => { goOnceKept(event.detail); });
  // The exit asks: are the words safe without the form? Only where the server has taken
  // a state before; a beacon cannot tell whether this one was.
  form.addEventListener("leaving", (event) => {
    if (!isTaken || !keepOnLeaving()) return;
    isSending = true;
    event.preventDefault();
  });
  // Who types is still here, also after a save that the browser was told to stop.
  form.addEventListener("input", () => {
    isChanged = true;
    isUnkept = true;
    isSending = false;
  });
  form.addEventListener("submit", () => {
    isSending = true;
    if (sequence) sequence.value = Number(sequence.value) + 1;
  });
  setInterval(keep, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepOnLeaving();
  });
  window.addEventListener("pagehide", keepOnLeaving);
  window.addEventListener("pageshow", () => { isSending = false; });

  // Sending the form, by Save, by Lock or by the exit, never asks.
  window.addEventListener("beforeunload", (event) => {
    if (isChanged && isUnkept && !isSending) event.preventDefault();
  });

  const zone = form.elements.namedItem("time_zone");
  if (!zone || zone.value) return;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === here)) zone.value = here;
})();
