"""What can go wrong with a journal, each told apart because a page answers it."""

from journal.crypto.errors import OpenError
from journal.crypto.passphrase import PassphraseError, PassphraseTooLongError
from journal.crypto.recovery import CodeTypingError

__all__ = [
    "BusyError",
    "CodeTypingError",
    "CodeWaitsError",
    "EntryDamagedError",
    "InboxClosedError",
    "JournalError",
    "KeysChangedError",
    "LedgerError",
    "ListDamagedError",
    "OpenError",
    "PassphraseError",
    "PassphraseTooLongError",
    "SkippedTimeError",
    "SlowDownError",
    "TooManyJournalsError",
    "TooManyPasskeysError",
    "VersionConflictError",
    "WrongSecretError",
]


class JournalError(Exception):
    """The base of what this layer raises."""


class WrongSecretError(JournalError):
    """No slot opened. Wrong words and changed rows are the same answer."""


class BusyError(JournalError):
    """Too many passphrases are being stretched; the same try again will do."""


class KeysChangedError(BusyError):
    """The journal was given new keys, or was erased, while this request held the old.

    To this request it is closed: words that came with it go into the inbox, and the
    same try again will do.
    """


class SlowDownError(JournalError):
    """Too many guesses failed; this one was not checked.

    Args:
        seconds: How long to wait, 1 to 60.
        stamp: Good for one checked guess after that time.
    """

    def __init__(self, seconds: int, stamp: str) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.stamp = stamp


class CodeWaitsError(JournalError):
    """The recovery code is not confirmed, and until then no passkey is added."""


class TooManyJournalsError(JournalError):
    """The account has as many journals as a passphrase is tried on."""


class TooManyPasskeysError(JournalError):
    """The journal has as many passkeys as its page can show."""


class LedgerError(JournalError):
    """The ledger cannot be written, and without it nothing is erased."""


class ListDamagedError(JournalError):
    """The manifest was changed outside this journal, or part of it is missing."""


class EntryDamagedError(JournalError):
    """A record was changed, moved or put back outside this journal."""


class VersionConflictError(JournalError):
    """The entry moved on after the form was opened; saving would hide that."""


class SkippedTimeError(JournalError):
    """No clock ever showed this time: it was put forward past it."""


class InboxClosedError(JournalError):
    """Text cannot be sealed: the public key is not the vault's, or it is full."""
