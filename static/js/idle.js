// Before an open journal locks: a page one writes on says so two minutes ahead and can
// stay open; at the end a page that only shows words is emptied. The seconds come with
// the page and are counted here; the server is asked nothing. Without this file reading
// pages leave by their Refresh header, and what is sent too late is sealed.
"use strict";

(() => {
  const SOON = 120000; // milliseconds
  const form = document.querySelector("[data-idle]");
  if (!form) return;
  const isReading = "reading" in form.dataset;
  const status = form.querySelector("[role=status]");
  const offer = form.querySelector("[hidden]");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("idle") : null;
  let end = 0; // milliseconds since 1970
  let timer = 0;

  const say = (words, hasOffer = false) => {
    status.textContent = words;
    offer.hidden = !hasOffer;
    form.classList.toggle("idle--told", Boolean(words));
  };

  const clear = () => {
    document.querySelector("main").replaceChildren();
    document.title = "…";
    window.location.replace(form.dataset.to);
  };

  const finish = () => {
    if (document.querySelector("form[data-keep]")) {
      say(status.dataset.locked);
      // Words are sealed first; the page goes once nothing on it is unkept.
      const detail = form.dataset.to;
      document.dispatchEvent(new CustomEvent("journal:locked", { detail }));
    } else {
      clear();
    }
  };

  const check = () => {
    clearTimeout(timer);
    const left = end - Date.now();
    if (left <= 0) {
      finish();
      return;
    }
    const isSoon = left <= SOON;
    if (!isReading) say(isSoon ? status.dataset.soon : "", isSoon);
    timer = setTimeout(check, isSoon || isReading ? left : left - SOON);
  };

  const until = (moment) => {
    end = Math.max(end, moment);
    check();
  };

  // Whatever was opened or saved in one tab holds for all of them.
  const extend = (seconds) => {
    until(Date.now() + 1000 * seconds);
    tabs?.postMessage(end);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const body = new FormData(form);
      const response = await fetch(form.action, { method: "POST", body });
      if (response.status === 204) extend(Number(response.headers.get("Seconds-Left")));
      else say(status.dataset.locked);
    } catch {
      check(); // no line just now: the offer stays until the end
    }
  });

  document.addEventListener("journal:kept", (event) => { extend(event.detail); });
  tabs?.addEventListener("message", (event) => { until(event.data); });
  // A timer stands still while the device sleeps.
  document.addEventListener("visibilitychange", check);
  extend(Number(form.dataset.idle));
})();
