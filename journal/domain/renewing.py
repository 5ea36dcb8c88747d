"""New keys: every page sealed anew, under a key that nobody has had before.

For somebody whose passphrase may be known to another. A new passphrase alone leaves the
vault key as it is: an old backup and the old words open it, and with it all that was
written since. New keys end that for what lies in the live database.

The next key waits under the present one, and pages are copied in batches, each in a
request and a transaction of its own. Until the exchange at the end all opens under the
present key, so a power cut at any point costs nothing but the copies; after it nothing
does. A page that is changed meanwhile loses its copy (``records.store``) and is copied
again.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import islice

from django.db.models import QuerySet
from django.db.models.functions import Length

from journal.crypto.errors import OpenError
from journal.crypto.keys import VaultKey, key_id_of
from journal.crypto.manifest_block import ManifestLine
from journal.crypto.pending_key import open_pending_key, seal_pending_key
from journal.crypto.recovery import RecoveryCode
from journal.domain import examining, manifest, records, slots, versions
from journal.domain.errors import (
    EntryDamagedError,
    ListDamagedError,
    WrongSecretError,
)
from journal.domain.kinds import Flag
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import change_preferences, read_preferences
from journal.models import Record, Slot, Vault, Version

BATCH = 500  # pages copied by one transaction
BATCH_SIZE = 8 * 2**20  # bytes of text in one batch; a single page may be longer


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """The new recovery code as it stands in the settings until the exchange."""

    text: str
    is_confirmed: bool = False

    def __repr__(self) -> str:
        return "<code>"


@dataclass(frozen=True, slots=True, repr=False)
class Renewal:
    """Where the making of new keys stands.

    Args:
        code: The code that will open the journal after the exchange.
        copied: How many pages have a copy.
        total: How many there are.
    """

    code: Code
    copied: int
    total: int

    def __repr__(self) -> str:
        return "<renewal>"


def begin(journal: OpenJournal, *, old: str, new: str) -> None:
    """Make the next key, with its passphrase and its code; a former try ends.

    Args:
        journal: Open.
        old: The passphrase that opens it now.
        new: The one that shall open it; the same words will do.

    Raises:
        WrongSecretError: The old passphrase does not open the journal.
        PassphraseError: The new one is empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
        ListDamagedError: Not all is as it was left; that must be looked at first.
        EntryDamagedError: A page does not open, and could not be taken along.
    """
    slots.open_with_passphrase(journal.vault, passphrase=old)
    _require_whole(journal)
    key, code = VaultKey.generate(), RecoveryCode.generate()
    following = _under(journal, key)
    opener = slots.new_passphrase_slot(following.vault, key, passphrase=new)
    spare = slots.new_recovery_slot(following.vault, key, code=code)
    with writing(journal) as fresh:
        drop_pending(fresh.vault)
        _keep_pending(fresh, following)
        opener.save(force_insert=True)
        spare.save(force_insert=True)
        slots.list_slots(fresh)
        change_preferences(fresh, renewing=asdict(Code(code.text)))


def renewal_of(journal: OpenJournal) -> Renewal | None:
    """Return where the making of new keys stands, or ``None``: none is under way."""
    following, state = following_of(journal), read_preferences(journal).renewing
    if following is None or not state:
        return None
    total = records.all_rows(journal).count() - 1  # the settings are copied at the end
    return Renewal(Code(**state), records.all_rows(following).count(), max(total, 0))


def is_under_way(journal: OpenJournal) -> bool:
    """Tell whether new keys were begun and are not in use yet."""
    return bool(journal.vault.pending_key)


def confirm_code(journal: OpenJournal, *, text: str) -> None:
    """Take the writer's word that she keeps the new code: she typed it.

    Raises:
        CodeTypingError: Mistyped.
        WrongSecretError: Another code, or no new keys are being made.
    """
    typed = RecoveryCode.parse(text).text
    with writing(journal) as fresh:
        renewal = renewal_of(fresh)
        if renewal is None or renewal.code.text != typed:
            raise WrongSecretError
        confirmed = Code(typed, is_confirmed=True)
        change_preferences(fresh, renewing=asdict(confirmed))


def copy_batch(journal: OpenJournal, following: OpenJournal) -> bool:
    """Copy the next pages under the next key; return whether there were any to copy.

    Their earlier versions go along: they change only with the page itself.

    Opening and sealing is done before the lock is taken, so that nobody's saving waits
    for it. A page that was written in between makes the list's head another: then
    nothing of this batch is stored, and the next one sees it.

    Raises:
        ListDamagedError: Not all is as it was left; that must be looked at first.
    """
    lines = _next_lines(journal, following)
    rows = records.rows_of(journal, records=[line.record for line in lines])
    copies = [_copy(journal, following, rows.get(line.record), line) for line in lines]
    earlier = versions.copies(journal, following, records=rows)
    seen = bytes(journal.vault.manifest_head)
    with writing(journal) as fresh:
        if copies and bytes(fresh.vault.manifest_head) == seen:
            _others(fresh.vault).filter(id__in=list(rows)).delete()
            _other_versions(fresh.vault).filter(record__in=list(rows)).delete()
            Record.objects.bulk_create(copies)
            Version.objects.bulk_create(earlier)
    return bool(copies)


def call_off(journal: OpenJournal) -> None:
    """Keep the present keys: the next key, its slots and all copies are deleted.

    Raises:
        ListDamagedError: The list must be looked at first.
    """
    with writing(journal) as fresh:
        drop_pending(fresh.vault)
        slots.list_slots(fresh)
        change_preferences(fresh, renewing={})


def drop_pending(vault: Vault) -> None:
    """Delete what was made of new keys, inside the caller's transaction.

    Whoever changes the present slots must call this: the exchange would otherwise bring
    in a passphrase or a code from before the change.
    """
    Slot.objects.filter(vault=vault).exclude(generation=vault.generation).delete()
    if vault.pending_key:
        _others(vault).delete()
        _other_versions(vault).delete()
        Vault.objects.filter(pk=vault.pk).update(pending_key=b"")
        vault.pending_key = b""


def following_of(journal: OpenJournal) -> OpenJournal | None:
    """Return the journal as it will be under the next key, if there is one."""
    vault = journal.vault
    try:
        key = open_pending_key(
            journal.key,
            bytes(vault.pending_key),
            vault=vault.pk,
            generation=vault.generation + 1,
        )
    except OpenError:
        return None
    return _under(journal, key)


def missing_lines(
    journal: OpenJournal, following: OpenJournal
) -> Iterable[ManifestLine]:
    """Yield the lines of pages that have no copy of their present revision.

    Raises:
        ListDamagedError: The list does not open.
    """
    rows = records.all_rows(following).values_list("id", "revision")
    copied = dict(rows.iterator(chunk_size=2_000))
    head = manifest.read_head(journal)
    for line in manifest.all_lines(journal, head):
        if line.record != head.settings and copied.get(line.record) != line.revision:
            yield line


def _require_whole(journal: OpenJournal) -> None:
    if not examining.is_as_left(journal):
        raise ListDamagedError
    lines = manifest.all_lines(journal, manifest.read_head(journal))
    if any(line.flags & Flag.DAMAGED for line in lines):
        raise EntryDamagedError


def _under(journal: OpenJournal, key: VaultKey) -> OpenJournal:
    """Return the same journal, one generation on."""
    vault = Vault(
        id=journal.vault_id,
        owner_id=journal.vault.owner_id,
        generation=journal.vault.generation + 1,
        key_id=key_id_of(key),
    )
    return OpenJournal(vault, key)


def _keep_pending(journal: OpenJournal, following: OpenJournal) -> None:
    sealed = seal_pending_key(
        journal.key,
        following.key,
        vault=journal.vault_id,
        generation=following.vault.generation,
    )
    Vault.objects.filter(pk=journal.vault_id).update(pending_key=sealed)
    journal.vault.pending_key = sealed


def _next_lines(journal: OpenJournal, following: OpenJournal) -> list[ManifestLine]:
    """Return the next lines to copy: at most so many, and so many bytes."""
    lines = list(islice(missing_lines(journal, following), BATCH))
    wanted = records.all_rows(journal).filter(id__in=[line.record for line in lines])
    sizes = dict(wanted.values_list("id", Length("body")))
    earlier = versions.sizes(journal, records=sizes)
    room = BATCH_SIZE
    chosen: list[ManifestLine] = []
    for line in lines:
        room -= sizes.get(line.record, 0) + earlier.get(line.record, 0)
        if room < 0 and chosen:
            break
        chosen.append(line)
    return chosen


def _copy(
    journal: OpenJournal, following: OpenJournal, row: Record | None, line: ManifestLine
) -> Record:
    """Return a page sealed anew. What is not as the list says is never blessed so."""
    if row is None:
        raise ListDamagedError
    try:
        records.check(row, line)
        return records.sealed_row(
            following,
            record=row.id,
            revision=row.revision,
            header=records.open_header(journal, row),
            body=records.open_body(journal, row),
        )
    except EntryDamagedError:
        raise ListDamagedError from None


def _others(vault: Vault) -> QuerySet[Record]:
    rows = Record.objects.filter(vault=vault)
    return rows.exclude(generation=vault.generation)


def _other_versions(vault: Vault) -> QuerySet[Version]:
    rows = Version.objects.filter(vault=vault)
    return rows.exclude(generation=vault.generation)
