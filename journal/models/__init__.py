"""Rows of the journal: bytes and ids only. Nothing here encrypts or opens."""

from journal.models.manifest import ManifestBlock
from journal.models.note import Note
from journal.models.record import Record
from journal.models.slot import Slot
from journal.models.unlock import Unlock
from journal.models.vault import Vault
from journal.models.version import Version

__all__ = ["ManifestBlock", "Note", "Record", "Slot", "Unlock", "Vault", "Version"]
