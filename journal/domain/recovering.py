"""The passphrase and the recovery code: changing, confirming, and recovering."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser

from journal.crypto.recovery import RecoveryCode
from journal.domain import renewing, slots, unlocking, waiting
from journal.domain.errors import ListDamagedError, WrongSecretError
from journal.domain.opened import OpenJournal, writing
from journal.domain.ports import ports
from journal.domain.preferences import change_preferences, read_preferences
from journal.domain.vaults import make_current
from journal.models import Slot, Vault


def change_passphrase(
    journal: OpenJournal, *, old: str, new: str, session_key: str
) -> unlocking.Opening:
    """Set a new passphrase: the key is wrapped anew, and nothing is sealed again.

    Every open journal of the account is locked, and this browser's opened again. New
    keys that were under way are called off, as they wait under the old words.

    Raises:
        WrongSecretError: The old passphrase does not open the journal.
        PassphraseError: The new one is empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
    """
    before = slots.passphrases_of(journal.vault)
    slots.open_with_passphrase(journal.vault, passphrase=old)
    made = slots.new_passphrase_slot(journal.vault, journal.key, passphrase=new)
    with writing(journal) as fresh:
        if slots.passphrases_of(fresh.vault) != before:
            raise WrongSecretError  # changed elsewhere meanwhile: those words ended
        renewing.drop_pending(fresh.vault)
        made.save(force_insert=True)
        slots.drop_slots(fresh.vault, kind=Slot.Kind.PASSPHRASE, but=made)
        slots.list_slots(fresh)
        unlocking.lock_everywhere(fresh.vault.owner_id)
    return unlocking.keep_open(journal, session_key=session_key)


def replace_code(journal: OpenJournal) -> None:
    """Make a new recovery code. The old one opens until the new one is confirmed.

    Raises:
        ListDamagedError: The list must be looked at first.
    """
    code = RecoveryCode.generate()
    with writing(journal) as fresh:
        renewing.drop_pending(fresh.vault)
        _drop_unconfirmed(fresh)
        spare = slots.new_recovery_slot(fresh.vault, fresh.key, code=code)
        spare.save(force_insert=True)
        slots.list_slots(fresh)
        change_preferences(fresh, pending_code=code.text)


def is_passphrase(user: AbstractBaseUser, *, text: str) -> bool:
    """Tell whether a text opens the account's journal, so that no password does.

    Raises:
        BusyError: Too many passphrases are being stretched at once.
    """
    vault = Vault.objects.filter(owner_id=user.pk, is_current=True).first()
    if vault is None:
        return False
    try:
        slots.open_with_passphrase(vault, passphrase=text)
    except (WrongSecretError, ValueError):
        return False
    return True


def owner_of_code(text: str) -> UUID:
    """Return whose journal a code opens, so that a new password can be checked.

    Raises:
        CodeTypingError: Mistyped; found without any key.
        WrongSecretError: No journal opens with it.
    """
    slot, _key = slots.open_with_code(RecoveryCode.parse(text))
    return slot.vault.owner_id


def recover(text: str, *, passphrase: str, password: str = "") -> RecoveryCode:
    """Open with the code; set a new passphrase, and a password if one is given.

    The account is signed out and locked everywhere; the used code is spent, and no
    passkey opens the journal any more.

    Returns:
        The new recovery code, to be shown at once.

    Raises:
        CodeTypingError: Mistyped; found without any key.
        WrongSecretError: No journal opens with it.
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once, or the journal
            has had new keys meanwhile.
    """
    slot, key = slots.open_with_code(RecoveryCode.parse(text))
    journal, code = OpenJournal(slot.vault, key), RecoveryCode.generate()
    opener = slots.new_passphrase_slot(slot.vault, key, passphrase=passphrase)
    spare = slots.new_recovery_slot(slot.vault, key, code=code)
    with writing(journal) as fresh:
        vault = fresh.vault
        if not Slot.objects.filter(pk=slot.pk).exists():
            raise WrongSecretError  # it was used, or another took its place, meanwhile
        make_current(vault)
        renewing.drop_pending(vault)
        opener.save(force_insert=True)
        slots.drop_slots(vault, kind=Slot.Kind.PASSPHRASE, but=opener)
        spare.save(force_insert=True)
        slots.drop_slots(vault, kind=Slot.Kind.RECOVERY, but=spare)
        # Whoever needs the code may have lost a device, or had it taken.
        slots.drop_slots(vault, kind=Slot.Kind.PASSKEY)
        _note_in_journal(fresh, code)
        if password:
            ports.accounts.set_password(vault.owner_id, password)
        unlocking.lock_everywhere(vault.owner_id)
        waiting.call_off_by_opening(vault)
        ports.accounts.end_sessions(vault.owner_id)
    return code


def confirm_code(journal: OpenJournal, *, text: str) -> None:
    """Take the writer's word that the code is kept: she typed it. Older ones end.

    Raises:
        CodeTypingError: Mistyped.
        WrongSecretError: A code, but not this journal's.
    """
    slot, _key = slots.open_with_code(RecoveryCode.parse(text))
    if slot.vault_id != journal.vault_id:
        raise WrongSecretError
    with writing(journal) as fresh:
        if RecoveryCode.parse(text).text != read_preferences(fresh).pending_code:
            raise WrongSecretError  # an old sheet, while a new one waits
        slots.drop_slots(fresh.vault, kind=Slot.Kind.RECOVERY, but=slot)
        slots.list_slots(fresh)
        change_preferences(fresh, pending_code="")


def pending_code(journal: OpenJournal) -> str:
    """Return the code that still waits to be confirmed, or an empty text."""
    return read_preferences(journal).pending_code


def acknowledge_code_use(journal: OpenJournal) -> None:
    """Stop telling the writer that the code was used."""
    change_preferences(journal, code_was_used=False)


def _drop_unconfirmed(journal: OpenJournal) -> None:
    waiting = read_preferences(journal).pending_code
    if waiting:
        locator = RecoveryCode.parse(waiting).locator_hash
        others = Slot.objects.filter(vault=journal.vault, kind=Slot.Kind.RECOVERY)
        # Set-up not finished: the one code there is must live until the next is made.
        if others.count() > 1:
            others.filter(locator_hash=locator).delete()


def _note_in_journal(journal: OpenJournal, code: RecoveryCode) -> None:
    try:
        with writing(journal) as fresh:
            slots.list_slots(fresh)
            change_preferences(
                fresh, pending_code=code.text, code_was_used=True, passkeys={}
            )
    except ListDamagedError:
        return  # recovery comes first; the list is mended on its own page
