"""A passkey as the server sees one: an id, and what its PRF answers to a salt."""

import hashlib
import hmac
import os

from journal.crypto.encoding import from_text, to_text
from journal.domain.passkeys import Answer


class Device:
    """Holds one passkey, and answers as WebAuthn's PRF extension does."""

    def __init__(self, credential: bytes = b"") -> None:
        self.credential = credential or os.urandom(32)
        self.secret = os.urandom(32)

    @property
    def id(self) -> str:
        """The passkey's id, as a browser spells it."""
        return to_text(self.credential)

    def output(self, salt: bytes) -> bytes:
        """Return what the PRF gives; the prefix keeps other uses apart."""
        salted = hashlib.sha256(b"WebAuthn PRF\x00" + salt).digest()
        return hmac.digest(self.secret, salted, "sha256")

    def answer(self, salt: bytes) -> Answer:
        """Return what the browser brings back."""
        return Answer(self.credential, self.output(salt))

    def fields(self, salt: str) -> dict[str, str]:
        """Return the fields that a script puts into the form."""
        output = to_text(self.output(from_text(salt)))
        return {"credential": self.id, "output": output}
