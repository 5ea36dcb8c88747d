"""The server's secrets, in the types that the key core takes."""

from django.conf import settings

from journal.crypto.keys import Pepper, ServerSecret
from journal.domain.errors import WrongSecretError


def current_pepper() -> Pepper:
    """Return the pepper for new slots."""
    key_id, secret = next(iter(settings.JOURNAL_PEPPERS.items()))
    return Pepper(key_id, secret)


def pepper(key_id: str) -> Pepper:
    """Return the pepper that a slot names.

    Raises:
        WrongSecretError: The server does not have it (the start-up check says so too).
    """
    if key_id not in settings.JOURNAL_PEPPERS:
        raise WrongSecretError
    return Pepper(key_id, settings.JOURNAL_PEPPERS[key_id])


def inbox_secret() -> ServerSecret:
    """Return the secret that authenticates inbox keys and keep tickets."""
    return ServerSecret(settings.JOURNAL_INBOX_SECRET)
