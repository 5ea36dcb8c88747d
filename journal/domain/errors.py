"""What can go wrong with a journal, each told apart because a page answers it."""

from journal.crypto.errors import OpenError
from journal.crypto.passphrase import PassphraseError, PassphraseTooLongError
from journal.crypto.recovery import CodeTypingError

__all__ = [
    "BusyError",
    "CodeTypingError",
    "EntryDamagedError",
    "InboxClosedError",
    "JournalError",
    "ListDamagedError",
    "OpenError",
    "PassphraseError",
    "PassphraseTooLongError",
    "VersionConflictError",
    "WrongSecretError",
]


class JournalError(Exception):
    """The base of what this layer raises."""


class WrongSecretError(JournalError):
    """No slot opened. Wrong words and changed rows are the same answer."""


class BusyError(JournalError):
    """Too many passphrases are being stretched; the same try again will do."""


class ListDamagedError(JournalError):
    """The manifest was changed outside this journal, or part of it is missing."""


class EntryDamagedError(JournalError):
    """A record was changed, moved or put back outside this journal."""


class VersionConflictError(JournalError):
    """The entry moved on after the form was opened; saving would hide that."""


class InboxClosedError(JournalError):
    """Text cannot be sealed: the public key is not the vault's, or it is full."""
