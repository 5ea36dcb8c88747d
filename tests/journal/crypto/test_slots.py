"""Slots: three ways to one key, and nothing for a thief of the database."""

import dataclasses
import hashlib
from uuid import UUID

import pytest

from journal.crypto import slots
from journal.crypto.aead import open_exact
from journal.crypto.contexts import Context
from journal.crypto.errors import OpenError
from journal.crypto.kdf import Argon2Parameters, stretch
from journal.crypto.keys import DerivedKey, Pepper, Purpose, VaultKey, derive, key_id_of
from journal.crypto.recovery import RecoveryCode
from journal.crypto.slots import (
    RecoverySlot,
    SlotPlace,
    change_pepper,
    unwrap_with_code,
    unwrap_with_passkey,
    unwrap_with_passphrase,
    wrap_with_code,
    wrap_with_passkey,
    wrap_with_passphrase,
)

PASSPHRASE = "six words that nobody guesses"
OTHER_PLACES = [
    SlotPlace(UUID(int=9), UUID(int=2), 1),
    SlotPlace(UUID(int=1), UUID(int=9), 1),
    SlotPlace(UUID(int=1), UUID(int=2), 2),
]
PRF = b"f" * 32


@pytest.fixture
def stored(vault_key, place, insecure_but_fast, pepper):
    return wrap_with_passphrase(
        *(vault_key, PASSPHRASE), place=place, policy=insecure_but_fast, pepper=pepper
    )


@pytest.fixture
def opened(vault_key, stored, place, pepper):
    """Return an opener whose every argument a test may replace."""
    arguments = {"place": place, "key_id": key_id_of(vault_key), "pepper": pepper}

    def unwrap(slot=stored, passphrase=PASSPHRASE, **changes):
        return unwrap_with_passphrase(slot, passphrase, **(arguments | changes))

    return unwrap


def test_passphrase_slot_opens_however_the_passphrase_is_typed(vault_key, opened):
    assert opened() == vault_key
    assert opened(passphrase=f"  {PASSPHRASE}\n") == vault_key


def test_passphrase_slot_refuses_another_passphrase(opened):
    with pytest.raises(OpenError):
        opened(passphrase=PASSPHRASE.upper())


@pytest.mark.parametrize("other", OTHER_PLACES)
def test_passphrase_slot_refuses_another_place(opened, other):
    with pytest.raises(OpenError):
        opened(place=other)


def test_passphrase_slot_refuses_another_key_id_or_pepper(opened):
    with pytest.raises(OpenError):
        opened(key_id=bytes(16))
    with pytest.raises(OpenError):
        opened(pepper=Pepper("2026-11", b"q" * 32))


@pytest.mark.parametrize(
    "change",
    [
        {"salt": b"s" * 16},
        {"parameters": Argon2Parameters(2, 32, 4)},
        {"pepper_id": "2026-12"},
        {"sealed": b""},
    ],
)
def test_passphrase_slot_refuses_a_changed_row_before_stretching(
    opened, stored, change, monkeypatch
):
    stretched = []
    monkeypatch.setattr(slots, "stretch", lambda *_, **__: stretched.append(1))

    with pytest.raises(OpenError):
        opened(dataclasses.replace(stored, **change))

    assert stretched == []


def test_slot_refuses_a_wrong_commitment_before_aes_gcm(opened, monkeypatch):
    openings = []

    def recorded(key, sealed, *, associated_data):
        openings.append(len(sealed))
        return open_exact(key, sealed, associated_data=associated_data)

    monkeypatch.setattr(slots, "open_exact", recorded)
    with pytest.raises(OpenError):
        opened(passphrase="another passphrase")

    assert openings == [122]


def test_database_alone_cannot_tell_the_right_guess(
    vault_key, place, stored, insecure_but_fast
):
    """Play the thief who has the row and knows everything but the pepper."""
    key_id = key_id_of(vault_key)
    parameters = insecure_but_fast.parameters
    context = place.bind(Context.SLOT_PASSPHRASE, key_id)
    right = stretch(PASSPHRASE.encode(), salt=stored.salt, parameters=parameters)
    wrapping = derive(right.material, Purpose.SLOT_PASSPHRASE, context=context)
    known = [right, wrapping]
    known += [
        derive(key.material, purpose, context=bound)
        for key in (right, wrapping)
        for purpose in Purpose
        for bound in (b"", context)
    ]

    readable = dataclasses.asdict(stored)
    traces = [key for key in known if key.material in stored.sealed]

    assert sorted(readable) == ["parameters", "pepper_id", "salt", "sealed"]
    assert (readable["salt"], readable["pepper_id"]) == (stored.salt, "2026-11")
    assert traces == []
    for key in known:
        for start in (0, 32):
            with pytest.raises(OpenError):
                open_exact(key, stored.sealed[start:], associated_data=context)
    # The same row without its outer layer would have given the guess away.
    bare = slots._wrap(vault_key, wrapping, context)  # noqa: SLF001 -- what could leak
    assert [key for key in known if key.material in bare] != []


def test_rows_of_the_same_secret_share_nothing(
    vault_key, place, stored, insecure_but_fast, pepper
):
    again = wrap_with_passphrase(
        *(vault_key, PASSPHRASE), place=place, policy=insecure_but_fast, pepper=pepper
    )

    assert again.salt != stored.salt
    assert again.sealed[1:13] != stored.sealed[1:13]
    assert (
        hashlib.sha256(again.sealed).digest() != hashlib.sha256(stored.sealed).digest()
    )


def test_pepper_is_changed_without_the_passphrase(
    vault_key, place, stored, opened, pepper
):
    newer = Pepper("2027-01", b"n" * 32)

    moved = change_pepper(stored, place=place, old=pepper, new=newer)

    assert (moved.salt, moved.parameters) == (stored.salt, stored.parameters)
    assert moved.pepper_id == "2027-01"
    assert opened(moved, pepper=newer) == vault_key
    with pytest.raises(OpenError):
        opened(moved)
    with pytest.raises(OpenError):
        change_pepper(stored, place=place, old=newer, new=pepper)


def test_code_slot_opens_with_its_code_and_needs_no_pepper(vault_key, place):
    code = RecoveryCode.generate()
    stored = wrap_with_code(vault_key, code, place=place)
    key_id = key_id_of(vault_key)

    assert stored.locator_hash == code.locator_hash
    assert unwrap_with_code(stored, code, place=place, key_id=key_id) == vault_key
    for other in (RecoveryCode.generate(), RecoveryCode(b"loca", code.secret)):
        with pytest.raises(OpenError):
            unwrap_with_code(stored, other, place=place, key_id=key_id)


def test_decoy_has_the_shape_of_a_code_slot_and_never_opens(vault_key, place):
    code = RecoveryCode.generate()
    decoy, real = RecoverySlot.decoy(), wrap_with_code(vault_key, code, place=place)

    assert len(decoy.locator_hash) == len(real.locator_hash)
    assert len(decoy.sealed) == len(real.sealed)
    with pytest.raises(OpenError):
        unwrap_with_code(decoy, code, place=place, key_id=key_id_of(vault_key))


def test_passkey_slot_opens_with_its_output_only(vault_key, place):
    stored = wrap_with_passkey(vault_key, PRF, place=place)
    key_id = key_id_of(vault_key)

    assert unwrap_with_passkey(stored, PRF, place=place, key_id=key_id) == vault_key
    with pytest.raises(OpenError):
        unwrap_with_passkey(stored, b"g" * 32, place=place, key_id=key_id)


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_passkey_output_of_another_size_raises(vault_key, place, size):
    with pytest.raises(ValueError, match="A PRF output has 32 bytes"):
        wrap_with_passkey(vault_key, bytes(size), place=place)


@pytest.mark.parametrize("other", OTHER_PLACES)
def test_code_and_passkey_slots_refuse_another_place(vault_key, place, other):
    code = RecoveryCode.generate()
    key_id = key_id_of(vault_key)
    by_code = wrap_with_code(vault_key, code, place=place)
    by_passkey = wrap_with_passkey(vault_key, PRF, place=place)

    with pytest.raises(OpenError):
        unwrap_with_code(by_code, code, place=other, key_id=key_id)
    with pytest.raises(OpenError):
        unwrap_with_passkey(by_passkey, PRF, place=other, key_id=key_id)


def test_slot_of_another_key_is_refused(vault_key, place):
    code = RecoveryCode.generate()
    foreign = wrap_with_code(VaultKey.generate(), code, place=place)

    with pytest.raises(OpenError):
        unwrap_with_code(foreign, code, place=place, key_id=key_id_of(vault_key))


def test_wrapping_key_is_not_the_sealing_key(vault_key, place):
    context = place.bind(Context.SLOT_RECOVERY, key_id_of(vault_key))
    code = RecoveryCode.generate()
    stored = wrap_with_code(vault_key, code, place=place)
    secret = code.locator + code.secret
    wrapping = derive(secret, Purpose.SLOT_RECOVERY, context=context)

    with pytest.raises(OpenError):
        open_exact(
            DerivedKey(wrapping.material), stored.sealed[32:], associated_data=context
        )
