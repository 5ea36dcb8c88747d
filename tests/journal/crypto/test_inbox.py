"""The inbox: sealed by anybody, opened by the vault, never to a stranger's key."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.crypto.errors import OpenError
from journal.crypto.inbox import DraftPlace, NotePlace, open_note, seal_note
from journal.crypto.inbox_keys import (
    InboxPlace,
    InboxPrivateKey,
    InboxPublicKey,
    authenticate_public_key,
    open_private_key,
    seal_private_key,
    verify_public_key,
)
from journal.crypto.keys import ServerSecret, VaultKey

ROW = {"vault": UUID(int=1), "generation": 1}
PLACE = InboxPlace(user=UUID(int=3), **ROW)
NOTE = NotePlace(UUID(int=1), 1, UUID(int=2))
PRIVATE_KEY = InboxPrivateKey.generate()


@given(st.text(max_size=500))
def test_note_opens_in_its_own_place(text):
    sealed = seal_note(PRIVATE_KEY.public_key, text.encode(), place=NOTE)

    assert open_note(PRIVATE_KEY, sealed, place=NOTE).decode() == text


@pytest.mark.parametrize(
    "other",
    [
        NotePlace(UUID(int=9), 1, UUID(int=2)),
        NotePlace(UUID(int=1), 2, UUID(int=2)),
        NotePlace(UUID(int=1), 1, UUID(int=9)),
        DraftPlace(UUID(int=1), 1, UUID(int=2), 0),
    ],
)
def test_note_is_refused_in_another_place(other):
    sealed = seal_note(PRIVATE_KEY.public_key, b"words", place=NOTE)

    with pytest.raises(OpenError):
        open_note(PRIVATE_KEY, sealed, place=other)


def test_note_is_refused_under_another_key():
    sealed = seal_note(PRIVATE_KEY.public_key, b"words", place=NOTE)

    with pytest.raises(OpenError):
        open_note(InboxPrivateKey.generate(), sealed, place=NOTE)


def test_short_notes_have_one_size_and_no_plaintext():
    texts = (b"", b"some words that must not show", b"w" * 1000)

    sealed = [seal_note(PRIVATE_KEY.public_key, text, place=NOTE) for text in texts]

    assert {len(note) for note in sealed} == {7 + 1120 + 1024 + 16}
    assert b"must not show" not in sealed[1]


def test_private_key_opens_under_its_vault_key_only(vault_key):
    sealed = seal_private_key(vault_key, PRIVATE_KEY, **ROW)

    opened = open_private_key(vault_key, sealed, **ROW)

    assert opened.public_key == PRIVATE_KEY.public_key
    assert opened.material not in sealed
    with pytest.raises(OpenError):
        open_private_key(VaultKey.generate(), sealed, **ROW)
    with pytest.raises(OpenError):
        open_private_key(vault_key, sealed, **(ROW | {"generation": 2}))


def test_strangers_public_key_is_refused(server_secret):
    mac = authenticate_public_key(
        PRIVATE_KEY.public_key, secret=server_secret, place=PLACE
    )
    stranger = InboxPrivateKey.generate().public_key
    forged = authenticate_public_key(
        stranger, secret=ServerSecret(b"guessed!" * 4), place=PLACE
    )

    own = verify_public_key(
        PRIVATE_KEY.public_key.material, mac, secret=server_secret, place=PLACE
    )

    assert own == PRIVATE_KEY.public_key
    for claimed in (mac, forged, b""):
        with pytest.raises(OpenError):
            verify_public_key(
                stranger.material, claimed, secret=server_secret, place=PLACE
            )


@pytest.mark.parametrize(
    "change", [{"user": UUID(int=9)}, {"vault": UUID(int=9)}, {"generation": 2}]
)
def test_public_key_of_another_owner_or_vault_is_refused(server_secret, change):
    mac = authenticate_public_key(
        PRIVATE_KEY.public_key, secret=server_secret, place=PLACE
    )
    material = PRIVATE_KEY.public_key.material

    with pytest.raises(OpenError):
        verify_public_key(
            material, mac, secret=server_secret, place=replace(PLACE, **change)
        )


@pytest.mark.parametrize("kind", [InboxPublicKey, InboxPrivateKey])
def test_inbox_key_of_another_size_raises(kind):
    with pytest.raises(ValueError, match="This inbox key has"):
        kind(bytes(95))
