"""Every way in short of guessing: a copy, the server's keys, half a key, other people.

Each trial first makes the thief's situation and is then undone.
"""

import base64
import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.test import override_settings

from journal.models import Record, Slot, Unlock, Vault
from recovery_site.accounts.models import Session
from recovery_site.proof.person import PASSWORD, Person
from recovery_site.proof.reach import by_passphrase, elsewhere, sees, with_cookie
from recovery_site.proof.world import World, server_keys, undone

ID_SIZE, HALF_SIZE = 16, 32  # bytes of an unlock cookie


@dataclass(frozen=True)
class Trial:
    """One try: what the thief had and did, and whether words were seen or it opened."""

    says: str
    opened: bool


def trials(world: World) -> Iterator[Trial]:
    """Try every way in turn."""
    for says, attempt in _ATTEMPTS:
        with undone():
            opened = attempt(world)
        yield Trial(says, opened)


def right_ways(world: World) -> Iterator[Trial]:
    """Show that what Alice has does open: otherwise the trials would prove nothing."""
    with undone():
        yield Trial("Alice’s own passphrase.", by_passphrase(world, elsewhere(world)))
    with undone():
        status = Person("nobody").recover(world.alice.code)
        yield Trial("Alice’s own recovery code.", status == HTTPStatus.OK)
    with undone():
        yield Trial("Alice’s own browser.", sees(world, world.alice))


# --- The database alone ---------------------------------------------------------------


def _right_passphrase_without_server(world: World) -> bool:
    other = {name: os.urandom(32) for name in settings.JOURNAL_PEPPERS}
    with override_settings(JOURNAL_PEPPERS=other):
        return by_passphrase(world, elsewhere(world))


def _session_rows_as_cookies(world: World) -> bool:
    def tries() -> Iterator[Person]:
        for row in Session.objects.all():
            for value in (row.session_key, row.session_data[:32]):
                thief = Person("thief")
                thief.client.cookies[settings.SESSION_COOKIE_NAME] = value
                yield thief

    return any(thief.is_in or sees(world, thief) for thief in tries())


# --- The database and the server's keys -----------------------------------------------


def _found_bytes_as_halves(world: World) -> bool:
    thief = elsewhere(world)
    ids = [bytes.fromhex(row.id_hash)[:ID_SIZE] for row in Unlock.objects.all()]
    ids += [row.pk.bytes for row in Vault.objects.all()] + [bytes(ID_SIZE)]
    return any(
        with_cookie(world, thief, unlock + half)
        for unlock, half in itertools.product(dict.fromkeys(ids), _halves())
    )


def _halves() -> set[bytes]:
    """Return what could be the missing half: keys, ends of sealed keys, and hashes."""
    found = {bytes(HALF_SIZE), *server_keys()}
    for model in (Slot, Unlock):
        for sealed in map(bytes, model.objects.values_list("sealed", flat=True)):
            found |= {sealed[:HALF_SIZE], sealed[-HALF_SIZE:]}
    found |= {hashlib.sha256(half).digest() for half in found}
    return {half[:HALF_SIZE] for half in found if len(half) >= HALF_SIZE}


def _right_passphrase_with_another_slot(world: World) -> bool:
    """Carol knows her passphrase: her slot, laid into Alice's journal."""
    theirs = Slot.objects.get(
        vault__owner__username=world.carol.name, kind=Slot.Kind.PASSPHRASE
    )
    Slot.objects.filter(vault=world.vault, kind=Slot.Kind.PASSPHRASE).delete()
    Slot.objects.filter(pk=theirs.pk).update(vault=world.vault)
    thief = elsewhere(world)
    return by_passphrase(world, thief, world.carol.passphrase)


# --- Half a key -----------------------------------------------------------------------


def _open_cookie_alone(world: World) -> bool:
    thief = world.alice.in_another_browser(cookies=(settings.UNLOCK_COOKIE_NAME,))
    return sees(world, thief)


def _open_cookie_in_another_session(world: World) -> bool:
    thief = elsewhere(world)
    return with_cookie(world, thief, base64.urlsafe_b64decode(world.alice.open_cookie))


def _session_cookie_alone(world: World) -> bool:
    thief = world.alice.in_another_browser(cookies=(settings.SESSION_COOKIE_NAME,))
    return sees(world, thief)


def _both_cookies_after_lock(world: World) -> bool:
    thief = world.alice.as_she_sits_there()
    world.alice.as_she_sits_there().lock()
    return sees(world, thief)


def _both_cookies_without_server(world: World) -> bool:
    other = {name: os.urandom(32) for name in settings.JOURNAL_PEPPERS}
    with override_settings(JOURNAL_PEPPERS=other):
        return sees(world, world.alice.as_she_sits_there())


# --- Another account ------------------------------------------------------------------


def _address_in_another_account(world: World) -> bool:
    return sees(world, world.carol.as_she_sits_there())


def _cookie_in_another_account(world: World) -> bool:
    thief = world.carol.as_she_sits_there()
    return with_cookie(world, thief, base64.urlsafe_b64decode(world.alice.open_cookie))


def _journal_given_to_another_account(world: World) -> bool:
    vault = world.vault
    Vault.objects.filter(owner__username=world.carol.name).update(is_current=False)
    carol = Session.objects.filter(user__username=world.carol.name).first()
    owner = carol.user_id if carol else None
    Vault.objects.filter(pk=vault.pk).update(owner=owner)
    Unlock.objects.filter(vault=vault).update(user=owner)
    thief = world.carol.as_she_sits_there()
    cookie = base64.urlsafe_b64decode(world.alice.open_cookie)
    return with_cookie(world, thief, cookie) or any(
        by_passphrase(world, thief, words)
        for words in (world.carol.passphrase, PASSWORD)
    )


def _pages_given_to_another_journal(world: World) -> bool:
    theirs = Vault.objects.get(owner__username=world.carol.name)
    Record.objects.filter(vault=world.vault).update(vault=theirs)
    return sees(world, world.carol.as_she_sits_there())


# --- Wrong words, wrong codes ---------------------------------------------------------


def _other_passphrases(world: World) -> bool:
    words = world.alice.passphrase.split()
    wrong = (
        PASSWORD,
        world.alice.name,
        world.carol.passphrase,
        " ".join(reversed(words)),
        " ".join(words[:-1]),
        world.alice.passphrase.upper(),
        world.alice.code,
        "x" * 5000,
    )
    thief = elsewhere(world)
    return any(by_passphrase(world, thief, each) for each in wrong)


def _another_code_for_this_slot(world: World) -> bool:
    """Carol's code, after its slot's name was moved to Alice's slot."""
    theirs = Slot.objects.get(
        vault__owner__username=world.carol.name, kind=Slot.Kind.RECOVERY
    )
    name = bytes(theirs.locator_hash or b"")
    theirs.delete()
    Slot.objects.filter(vault=world.vault, kind=Slot.Kind.RECOVERY).update(
        locator_hash=name
    )
    status = Person("nobody").recover(world.carol.code)
    return status != HTTPStatus.UNPROCESSABLE_ENTITY


def _passphrase_and_code_in_each_others_place(world: World) -> bool:
    status = Person("nobody").recover(world.alice.passphrase)
    opened = by_passphrase(world, elsewhere(world), world.alice.code)
    return opened or status != HTTPStatus.UNPROCESSABLE_ENTITY


def _slots_of_another_kind(world: World) -> bool:
    """Each slot by itself, told to be of each other kind, with all that Alice types."""
    slots = Slot.objects.filter(vault=world.vault)
    opened = False
    for slot, kind in itertools.product(list(slots), Slot.Kind):
        if slot.kind == kind:
            continue
        with undone():
            slots.exclude(pk=slot.pk).delete()
            slots.update(kind=kind)
            opened |= _anything_typed_opens(world)
    return opened


def _anything_typed_opens(world: World) -> bool:
    alice = world.alice
    refused = HTTPStatus.UNPROCESSABLE_ENTITY
    return (
        by_passphrase(world, elsewhere(world))
        or by_passphrase(world, elsewhere(world), alice.code)
        or Person("nobody").recover(alice.code) != refused
    )


_ATTEMPTS: tuple[tuple[str, Callable[[World], bool]], ...] = (
    (
        (
            "The database alone, and the right passphrase. It does not even tell a "
            "right guess from a wrong one."
        ),
        _right_passphrase_without_server,
    ),
    (
        "The database alone: rows of sign-ins, used as cookies.",
        _session_rows_as_cookies,
    ),
    (
        (
            "The database, the server’s keys and the password, without Alice’s "
            "browser: every key, both ends of every sealed key, and their hashes, in "
            "the place of the missing half."
        ),
        _found_bytes_as_halves,
    ),
    (
        "Carol’s way in, laid into Alice’s journal, with Carol’s passphrase.",
        _right_passphrase_with_another_slot,
    ),
    ("Half a key: the journal’s cookie without a sign-in.", _open_cookie_alone),
    (
        "Half a key: the journal’s cookie in another sign-in of Alice’s.",
        _open_cookie_in_another_session,
    ),
    ("The sign-in’s cookie without the journal’s.", _session_cookie_alone),
    ("Both cookies, after Alice pressed Lock.", _both_cookies_after_lock),
    ("Both cookies, without the server’s keys.", _both_cookies_without_server),
    ("Carol, at the address of Alice’s entries.", _address_in_another_account),
    ("Carol, with the cookie of Alice’s open journal.", _cookie_in_another_account),
    (
        "Alice’s journal, written over to Carol’s account in the database.",
        _journal_given_to_another_account,
    ),
    ("Alice’s pages, moved into Carol’s journal.", _pages_given_to_another_journal),
    (
        (
            "Other words: the password, the name, the six words turned round, one word "
            "short, in capitals, somebody else’s."
        ),
        _other_passphrases,
    ),
    ("Carol’s code, pointed at Alice’s journal.", _another_code_for_this_slot),
    (
        "The code in the passphrase’s place, and the other way round.",
        _passphrase_and_code_in_each_others_place,
    ),
    ("Ways in that claim to be of another kind.", _slots_of_another_kind),
)
