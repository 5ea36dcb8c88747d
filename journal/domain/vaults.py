"""Vaults: beginning a journal, and leaving a closed one behind."""

import uuid

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from journal.crypto import inbox_keys
from journal.crypto.keys import VaultKey, key_id_of
from journal.crypto.manifest_head import ManifestHead
from journal.crypto.recovery import RecoveryCode
from journal.domain import manifest, slots
from journal.domain.errors import TooManyJournalsError
from journal.domain.inbox import inbox_place
from journal.domain.opened import OpenJournal
from journal.domain.preferences import change_preferences
from journal.domain.secrets import inbox_secret
from journal.models import Vault

# Journals of one account. A passphrase is tried on each: were there more than that, who
# knows the password could bury the writer's own among new ones, and shut her out.
MOST = 4


def current_vault(user: AbstractBaseUser) -> Vault | None:
    """Return the journal that an account writes in, if it has begun one."""
    return Vault.objects.filter(owner_id=user.pk, is_current=True).first()


def journals_of(user: AbstractBaseUser) -> list[uuid.UUID]:
    """Return the ids of all journals of an account, closed ones too."""
    return list(Vault.objects.filter(owner_id=user.pk).values_list("pk", flat=True))


def vaults_of(user: AbstractBaseUser) -> list[Vault]:
    """Return the journals of an account, the current one first."""
    rows = Vault.objects.filter(owner_id=user.pk)
    return list(rows.order_by("-is_current", "pk")[:MOST])


def make_current(vault: Vault) -> None:
    """Make a journal the one that its owner writes in."""
    if vault.is_current:
        return
    with transaction.atomic():
        Vault.objects.filter(owner_id=vault.owner_id, is_current=True).update(
            is_current=False
        )
        Vault.objects.filter(pk=vault.pk).update(is_current=True)
    vault.is_current = True


def start_journal(user: AbstractBaseUser, *, passphrase: str) -> OpenJournal:
    """Begin a journal: a random key, a passphrase slot and a recovery slot.

    The code waits, sealed, in the writer's settings until she has confirmed it.

    Raises:
        PassphraseError: Empty, too long, or not valid text.
        BusyError: Too many passphrases are being stretched at once.
        IntegrityError: The account has a current journal already.
        TooManyJournalsError: It has as many as it can hold.
    """
    key, code = VaultKey.generate(), RecoveryCode.generate()
    vault = Vault(
        id=uuid.uuid4(), owner_id=user.pk, key_id=key_id_of(key), generation=1
    )
    add_inbox(vault, key)
    opener = slots.new_passphrase_slot(vault, key, passphrase=passphrase)
    spare = slots.new_recovery_slot(vault, key, code=code)
    with transaction.atomic():
        vault.save(force_insert=True)
        # Only now: of two that begin at once, one waits here for the other.
        if len(journals_of(user)) > MOST:
            raise TooManyJournalsError
        opener.save(force_insert=True)
        spare.save(force_insert=True)
        journal = OpenJournal(vault, key)
        head = ManifestHead(0, vault.generation, slots=slots.live_slots(vault))
        manifest.save_head(journal, head)
        change_preferences(journal, pending_code=code.text)
    return OpenJournal(Vault.objects.get(pk=vault.pk), key)


def leave_behind(user: AbstractBaseUser) -> None:
    """Close the current journal for good measure, so that a new one can begin.

    It stays as it is: a passphrase or code that turns up later still opens it.

    Raises:
        TooManyJournalsError: The account could not begin another.
    """
    if len(journals_of(user)) >= MOST:
        raise TooManyJournalsError
    Vault.objects.filter(owner_id=user.pk, is_current=True).update(is_current=False)


def add_inbox(vault: Vault, key: VaultKey) -> None:
    """Give a vault's row a new inbox: public key, MAC, and the private half sealed."""
    private = inbox_keys.InboxPrivateKey.generate()
    vault.inbox_public_key = private.public_key.material
    vault.inbox_private_key = inbox_keys.seal_private_key(
        key, private, vault=vault.pk, generation=vault.generation
    )
    vault.inbox_mac = inbox_keys.authenticate_public_key(
        private.public_key, secret=inbox_secret(), place=inbox_place(vault)
    )
