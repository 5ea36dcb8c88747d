// The journal's own passkeys: makes one, or asks one, and sends with its form what the
// passkey's PRF answered. That answer is a key, so it is put into the request alone,
// never into a field, and nothing else of the ceremony is sent. Without this file, or in
// a browser without passkeys, the form stays hidden; the passphrase opens as always.
"use strict";

(() => {
  const form = document.querySelector("form[data-ceremony]");
  if (!form || !window.PublicKeyCredential) return;
  const options = JSON.parse(document.getElementById(form.dataset.options).textContent);
  const status = form.querySelector("[role=status]");
  let isBusy = false;
  let answer = null;

  const say = (name) => { status.textContent = status.dataset[name] ?? ""; };

  // Bytes travel as URL-safe base64 without filler.
  const bytes = (text) => Uint8Array.from(
    atob(text.replaceAll("-", "+").replaceAll("_", "/")),
    (letter) => letter.charCodeAt(0),
  );
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const named = (list) => list.map(({ type, id }) => ({ type, id: bytes(id) }));

  const ask = async ({ challenge, rpId, userVerification, allowCredentials, extensions }) => {
    const salts = Object.entries(extensions.prf.evalByCredential)
      .map(([id, { first }]) => [id, { first: bytes(first) }]);
    const found = await navigator.credentials.get({
      publicKey: {
        rpId,
        userVerification,
        challenge: bytes(challenge),
        allowCredentials: named(allowCredentials),
        extensions: { prf: { evalByCredential: Object.fromEntries(salts) } },
      },
    });
    const output = found.getClientExtensionResults().prf?.results?.first;
    return output ? { credential: text(found.rawId), output: text(output) } : null;
  };

  const make = async () => {
    const { challenge, user, excludeCredentials, extensions, ...rest } = options;
    const { first } = extensions.prf.eval;
    const made = await navigator.credentials.create({
      publicKey: {
        ...rest,
        challenge: bytes(challenge),
        user: { ...user, id: bytes(user.id) },
        excludeCredentials: named(excludeCredentials),
        extensions: { prf: { eval: { first: bytes(first) } } },
      },
    });
    const { prf } = made.getClientExtensionResults();
    const credential = text(made.rawId);
    if (prf?.results?.first) {
      return { credential, output: text(prf.results.first), salt: first };
    }
    if (prf?.enabled === false) return null; // asking it again would tell nothing more
    // Security keys answer only when they are asked, not when they are made.
    say("again");
    const asked = await ask({
      challenge,
      rpId: rest.rp.id,
      userVerification: rest.authenticatorSelection.userVerification,
      allowCredentials: [{ type: "public-key", id: credential }],
      extensions: { prf: { evalByCredential: { [credential]: { first } } } },
    });
    return asked && { ...asked, salt: first };
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    say("asking");
    try {
      answer = await (form.dataset.ceremony === "create" ? make() : ask(options));
      if (answer) {
        form.submit(); // fires "formdata", and no second "submit"
        return;
      }
      say("cannot");
    } catch (error) {
      say(error.name === "InvalidStateError" ? "already" : "refused");
    }
    isBusy = false;
  });
  window.addEventListener("pageshow", () => { isBusy = false; });

  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of Object.entries(answer ?? {})) formData.set(name, value);
    answer = null;
  });

  const without = document.querySelector("[data-without-passkeys]");
  if (without) without.hidden = true;
  form.hidden = false;
})();
