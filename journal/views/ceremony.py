"""What a browser is told to ask of a passkey.

The names are the site's own for everybody, and the handle is drawn anew for each
passkey: a device's list of passkeys tells no account, and no two of them are one
person's. The challenge is there because WebAuthn wants one. It is not kept, and nothing
rests on it: no signature is checked, the key opens or it does not (FORMAT.md, 5).

A passkey belongs to the host that it was made at: under another name of the site it is
not found, and the passphrase opens as always.
"""

import base64
import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from journal.domain.passkeys import Passkey, new_salt

RANDOM_SIZE = 32  # bytes
ALGORITHMS = (-7, -257)  # ES256 and RS256: a device wants to know, we never look


def to_create(request: HttpRequest, others: Iterable[Passkey]) -> dict[str, Any]:
    """Return the options that make a passkey, bytes as URL-safe base64.

    Args:
        request: Its host is what the passkey will belong to.
        others: Those of this journal: no device holds two.
    """
    name = settings.SITE_NAME
    return {
        "challenge": _random(),
        "rp": {"id": _host(request), "name": name},
        "user": {"id": _random(), "name": name, "displayName": name},
        "pubKeyCredParams": [
            {"type": "public-key", "alg": number} for number in ALGORITHMS
        ],
        "attestation": "none",
        "authenticatorSelection": {
            # It need not be found without this page, which names it.
            "residentKey": "discouraged",
            # A security key has another PRF for those whom it did not verify.
            "userVerification": "required",
        },
        "excludeCredentials": _named(others),
        "extensions": {"prf": {"eval": {"first": new_salt()}}},
    }


def to_get(request: HttpRequest, passkeys: Iterable[Passkey]) -> dict[str, Any]:
    """Return the options that ask one of some passkeys, each with its own salt."""
    known = list(passkeys)
    salts = {each.credential: {"first": each.salt} for each in known}
    return {
        "challenge": _random(),
        "rpId": _host(request),
        "userVerification": "required",
        "allowCredentials": _named(known),
        "extensions": {"prf": {"evalByCredential": salts}},
    }


def _named(passkeys: Iterable[Passkey]) -> list[dict[str, str]]:
    return [{"type": "public-key", "id": each.credential} for each in passkeys]


def _host(request: HttpRequest) -> str:
    return split_domain_port(request.get_host())[0]


def _random() -> str:
    return base64.urlsafe_b64encode(os.urandom(RANDOM_SIZE)).rstrip(b"=").decode()
