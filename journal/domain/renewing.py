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

from dataclasses import asdict, dataclass

from journal.crypto.errors import OpenError
from journal.crypto.keys import VaultKey, key_id_of
from journal.crypto.pending_key import open_pending_key, seal_pending_key
from journal.crypto.recovery import RecoveryCode
from journal.domain import (
    examining,
    manifest,
    records,
    slots,
    unlocking,
)
from journal.domain.errors import (
    EntryDamagedError,
    ListDamagedError,
    WrongSecretError,
)
from journal.domain.kinds import Flag
from journal.domain.opened import OpenJournal, writing
from journal.domain.preferences import change_preferences, read_preferences
from journal.models import Record, Slot, Vault, Version


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


def begin(
    journal: OpenJournal, *, old: str, new: str, session_key: str
) -> unlocking.Opening:
    """Make the next key, with its passphrase and its code; a former try ends.

    Every open journal of the account is locked, and this browser's opened again: on
    another device the new code could be read.

    Args:
        journal: Open.
        old: The passphrase that opens it now.
        new: The one that shall open it; the same words will do.
        session_key: Of this browser's session.

    Raises:
        WrongSecretError: The old passphrase does not open the journal.
        PassphraseError: The new one is empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
        ListDamagedError: Not all is as it was left; that must be looked at first.
        EntryDamagedError: A page does not open, and could not be taken along.
    """
    before = slots.passphrases_of(journal.vault)
    slots.open_with_passphrase(journal.vault, passphrase=old)
    _require_whole(journal)
    key, code = VaultKey.generate(), RecoveryCode.generate()
    following = _under(journal, key)
    opener = slots.new_passphrase_slot(following.vault, key, passphrase=new)
    spare = slots.new_recovery_slot(following.vault, key, code=code)
    with writing(journal) as fresh:
        if slots.passphrases_of(fresh.vault) != before:
            raise WrongSecretError  # changed elsewhere meanwhile: those words ended
        drop_pending(fresh.vault)
        _keep_pending(fresh, following)
        opener.save(force_insert=True)
        spare.save(force_insert=True)
        slots.list_slots(fresh)
        change_preferences(fresh, renewing=asdict(Code(code.text)))
        unlocking.lock_everywhere(fresh.vault.owner_id)
    return unlocking.keep_open(journal, session_key=session_key)


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
    # Also where no key is pending: a writer of rows can take it away, and copies under
    # a key that nobody has would then pass for those of the next try.
    Record.objects.filter(vault=vault).exclude(generation=vault.generation).delete()
    Version.objects.filter(vault=vault).exclude(generation=vault.generation).delete()
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
