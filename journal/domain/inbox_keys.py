"""The key pair of an inbox: whether it is the vault's own, and how that is mended."""

import base64

from journal.crypto import inbox_keys as core
from journal.crypto.errors import OpenError
from journal.domain.inbox import inbox_place, waiting
from journal.domain.opened import OpenJournal
from journal.domain.preferences import read_preferences
from journal.domain.secrets import inbox_secret
from journal.domain.vaults import add_inbox
from journal.models import Vault


def keys_to_keep(journal: OpenJournal) -> dict[str, str]:
    """Return the private keys that waiting notes need, for after new keys.

    What does not open now may open once a damaged row has been put right. Without the
    key that it was sealed to it never would.
    """
    if not waiting(journal.vault):
        return {}
    kept = dict(read_preferences(journal).older_inboxes)
    private = _private_key(journal)
    if private is not None:
        text = base64.b64encode(private.material).decode()
        kept[str(journal.vault.generation)] = text
    return kept


def is_own(journal: OpenJournal) -> bool:
    """Tell whether the stored public key is the vault's own, and vouched for."""
    private, vault = _private_key(journal), journal.vault
    if private is None:
        return False
    mac = _mac(journal, private)
    stored = (bytes(vault.inbox_public_key), bytes(vault.inbox_mac))
    return stored == (private.public_key.material, mac)


def mend(journal: OpenJournal) -> None:
    """Write public key and MAC anew from the vault's private half, where it opens.

    Otherwise one changed byte would end the rescue of words for good, and silently.
    """
    private = _private_key(journal)
    if private is None:
        return
    # Not after new keys: theirs is another inbox.
    rows = Vault.objects.filter(pk=journal.vault_id)
    rows.filter(generation=journal.vault.generation).update(
        inbox_public_key=private.public_key.material, inbox_mac=_mac(journal, private)
    )


def renew(journal: OpenJournal) -> None:
    """Make a new key pair where the private half no longer opens.

    Not while notes wait: the row may be put right from a backup, and only the old half
    opens them.
    """
    if _private_key(journal) is not None or waiting(journal.vault):
        return
    add_inbox(journal.vault, journal.key)
    journal.vault.save(
        update_fields=("inbox_public_key", "inbox_private_key", "inbox_mac")
    )


def private_key_of(
    journal: OpenJournal, generation: int
) -> core.InboxPrivateKey | None:
    """Return the key of the inbox as it was in a generation of keys."""
    if generation == journal.vault.generation:
        return _private_key(journal)
    kept = read_preferences(journal).older_inboxes.get(str(generation), "")
    return core.InboxPrivateKey(base64.b64decode(kept)) if kept else None


def _mac(journal: OpenJournal, private: core.InboxPrivateKey) -> bytes:
    return core.authenticate_public_key(
        private.public_key,
        secret=inbox_secret(),
        place=inbox_place(journal.vault),
    )


def _private_key(journal: OpenJournal) -> core.InboxPrivateKey | None:
    try:
        return core.open_private_key(
            journal.key,
            bytes(journal.vault.inbox_private_key),
            vault=journal.vault_id,
            generation=journal.vault.generation,
        )
    except OpenError:
        return None
