// Ties a button to allauth's passkey ceremony, and says calmly when it did not happen.
// The button names what it needs: data-passkey (login, add or authenticate) and the ids
// of its fields. Without scripts it is not shown; every other way in works.
"use strict";

(() => {
  const status = document.querySelector("[data-passkey-status]");

  const say = (words) => {
    if (status) status.textContent = words;
  };

  // Without this the failure would go to the console alone, where nobody reads it.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(status ? status.dataset.words : "");
  });

  for (const button of document.querySelectorAll("[data-passkey]")) {
    const { passkey, credential, passwordless, options } = button.dataset;
    const ids = { [passkey]: button.id, credential, passwordless, data: options };
    window.allauth.webauthn.forms[`${passkey}Form`]({ ids });
    button.addEventListener("click", () => say(""));
  }
})();
