"""The ledger: what was erased, noted outside the database.

A backup that is put back brings erased rows with it. The ledger knows them, by
fingerprint alone, and is applied at every start. Each line is one note:

    journal FINGERPRINT             a journal was erased
    merged FINGERPRINT INTO         a journal went into another, and shares its fate
    account FINGERPRINT             an account was deleted
    link FINGERPRINT                a link to a reading list was ended
    list FINGERPRINT                a reading list was erased, with its links
    role FINGERPRINT                a counselor's role was withdrawn, with its links

Lines are only ever appended. A line that was cut off by a power failure is no note; its
erasing was not committed either.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from journal.domain.errors import LedgerError

JOURNAL, MERGED, ACCOUNT = "journal", "merged", "account"
LINK, LIST, ROLE = "link", "list", "role"
SIZES = {
    JOURNAL: 2,
    MERGED: 3,
    ACCOUNT: 2,
    LINK: 2,
    LIST: 2,
    ROLE: 2,
}  # words of a line
LABEL = b"daybook-site/ledger/v1/"


def fingerprint(row: UUID) -> str:
    """Return SHA-256 of a label and a row's id, in hexadecimal."""
    return hashlib.sha256(LABEL + row.bytes).hexdigest()


def note(kind: str, *rows: UUID) -> None:
    """Append a line; it is on the disk when this returns.

    Raises:
        LedgerError: It cannot be written.
    """
    line = " ".join([kind, *(fingerprint(row) for row in rows)])
    try:
        _append(Path(settings.LEDGER_FILE), line.encode() + b"\n")
    except OSError:
        raise LedgerError from None


def noted(kind: str, rows: Iterable[UUID]) -> list[UUID]:
    """Return those rows of which there is a note of this kind."""
    known = {words[1] for words in _lines() if words[0] == kind}
    return [row for row in rows if fingerprint(row) in known]


class SiteLedger:
    """The ledger, as the journal needs it."""

    def note_erased(self, vault: UUID) -> None:
        """Note that a vault was erased."""
        note(JOURNAL, vault)

    def note_merged(self, vault: UUID, *, into: UUID) -> None:
        """Note that what a vault held lives on in another."""
        note(MERGED, vault, into)

    def erased_among(self, vaults: Iterable[UUID]) -> list[UUID]:
        """Return those that were erased, themselves or with what they became."""
        lines = _lines()
        erased = {words[1] for words in lines if words[0] == JOURNAL}
        into = {words[1]: words[2] for words in lines if words[0] == MERGED}
        return [
            vault for vault in vaults if erased & set(_fates(fingerprint(vault), into))
        ]


def _fates(start: str, into: dict[str, str]) -> list[str]:
    """Return a fingerprint and what it was merged into, step by step."""
    chain = [start]
    while chain[-1] in into and into[chain[-1]] not in chain:
        chain.append(into[chain[-1]])
    return chain


def _lines() -> list[list[str]]:
    path = Path(settings.LEDGER_FILE)
    if not path.exists():
        return []
    lines = [line.split(" ") for line in path.read_text("ascii").splitlines()]
    return [words for words in lines if SIZES.get(words[0]) == len(words)]


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
    with os.fdopen(os.open(path, flags, 0o600), "r+b", buffering=0) as file:
        # Two processes may erase at once; and a line that was cut off must not swallow
        # the one after it.
        fcntl.flock(file, fcntl.LOCK_EX)
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1))
        torn = file.read(1) not in {b"", b"\n"}
        file.write(b"\n" + line if torn else line)
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # A new file is safe only when the folder that names it is on the disk too.
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
