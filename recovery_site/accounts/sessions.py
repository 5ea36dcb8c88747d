"""Sessions that a copy of the database cannot use.

A row is keyed by SHA-256 of the cookie's value, and its body is sealed under a key
derived from that value (AES-256-GCM; ``recovery_site.sealing``). So a thief of the
database can neither take up a session nor read one. The cookie's value has 32
characters of an alphabet of 36: 165 bits (OWASP asks for 64 or more).
"""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.crypto import get_random_string

from recovery_site import sealing
from recovery_site.accounts.models import Session

VALUE_LENGTH = 32  # characters
# A row's expiry is rounded up to this, so that it does not tell when somebody came.
ROUNDING = timedelta(minutes=10)
# A body is filled up to a multiple of this: its length would tell which prompt waits.
BODY_STEP = 1024  # bytes


def row_key(cookie_value: str) -> str:
    """Return the primary key of a session's row: SHA-256, base64url, 43 characters."""
    digest = hashlib.sha256(b"daybook-site/session-row/v1" + cookie_value.encode())
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode()


def rounded_up(moment: datetime) -> datetime:
    """Return the moment, rounded up to the next ten minutes."""
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return start + -((start - moment) // ROUNDING) * ROUNDING


class SessionStore(DatabaseStore):
    """Django's database engine, with hashed keys and sealed bodies."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return our own row."""
        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return the body, sealed under this session's cookie value."""
        value = self._value()
        body = json.dumps(session_dict).encode()
        sealed = sealing.seal(
            sealing.derive_key(value.encode(), "session/v1"),
            body + b" " * (-len(body) % BODY_STEP),  # JSON allows it
            place=row_key(value).encode(),
        )
        return base64.b64encode(sealed).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return the opened body; a body that does not open is an empty session."""
        value = self._value()
        try:
            opened = sealing.open_sealed(
                sealing.derive_key(value.encode(), "session/v1"),
                base64.b64decode(session_data),
                place=row_key(value).encode(),
            )
        except ValueError:
            return {}
        return dict(json.loads(opened))

    def _get_session_from_db(self) -> Session | None:
        if self.session_key is None:
            return None
        row = Session.objects.filter(
            session_key=row_key(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        """Tell whether a cookie's value has a row."""
        return Session.objects.filter(session_key=row_key(session_key)).exists()

    def create(self) -> None:
        """Begin a session; those that have expired go on the way."""
        self.clear_expired()
        super().create()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to be saved."""
        value = self._value()
        return Session(
            session_key=row_key(value),
            session_data=self.encode(data),
            expire_date=rounded_up(self.get_expiry_date()),
            user_id=data.get(SESSION_KEY),
        )

    def delete(self, session_key: str | None = None) -> None:
        """Delete the row of a cookie's value, by default this one."""
        value = session_key or self.session_key
        if value is not None:
            Session.objects.filter(session_key=row_key(value)).delete()

    def _value(self) -> str:
        if self._session_key is None:
            self._session_key = get_random_string(VALUE_LENGTH, VALID_KEY_CHARS)
        return str(self._session_key)
