"""Passkeys: besides passphrase and code, in the list, and gone when taken away."""

import uuid

import pytest
from django.http import Http404

from journal.crypto.encoding import from_text
from journal.domain import entries, examining, passkeys, recovering, unlocking
from journal.domain.errors import (
    CodeWaitsError,
    ListDamagedError,
    TooManyPasskeysError,
    WrongSecretError,
)
from journal.domain.examining import Trouble
from journal.domain.passkeys import (
    CREDENTIAL_MAXIMUM,
    MOST,
    Answer,
    add_passkey,
    new_salt,
    open_with_passkey,
    passkeys_in,
    passkeys_of,
    read_salt,
    remove_passkey,
)
from journal.domain.preferences import change_preferences, read_preferences
from journal.domain.vaults import current_vault, leave_behind, start_journal
from journal.models import Slot, Unlock, Vault
from tests.journal.passkeys import Device

NEW = "amber willow north paper grain bell"


def confirm(journal):
    recovering.confirm_code(journal, text=recovering.pending_code(journal))
    return journal


@pytest.fixture
def journal(journal):
    return confirm(journal)


@pytest.fixture
def device():
    return Device()


def add(journal, device, name=""):
    """Let a device's passkey open a journal; return the salt."""
    salt = read_salt(new_salt())
    add_passkey(journal, device.answer(salt), salt=salt, name=name)
    return salt


def remove(journal, passkey):
    return remove_passkey(journal, passkey=passkey, session_key="here")


def rows():
    return Slot.objects.filter(kind=Slot.Kind.PASSKEY)


def test_passkey_opens_and_every_word_is_there(journal, alice, device, words):
    record = entries.write_entry(journal, words=words)
    salt = add(journal, device)

    opened = open_with_passkey(alice, device.answer(salt))

    assert opened.key == journal.key
    assert entries.read_entry(opened, record=record).words == words
    assert examining.examine(opened) == []


def test_row_holds_id_and_salt_and_nothing_that_opens(journal, device):
    salt = add(journal, device)

    row = rows().get()

    assert (bytes(row.credential), bytes(row.salt)) == (device.credential, salt)
    assert device.output(salt) not in bytes(row.sealed)
    assert len(row.sealed) == 93
    assert (row.pepper_id, row.locator_hash, row.argon2_time) == ("", None, 0)


def test_salt_is_another_for_each_passkey():
    salts = {new_salt() for _ in range(100)}

    assert len(salts) == 100
    assert {len(from_text(salt)) for salt in salts} == {32}


def test_wrong_output_opens_nothing(journal, alice, device):
    salt = add(journal, device)
    thief = Device(device.credential)

    for output in (thief.output(salt), device.output(bytes(32)), bytes(32)):
        with pytest.raises(WrongSecretError):
            open_with_passkey(alice, Answer(device.credential, output))


def test_passkey_under_another_id_opens_nothing(journal, alice, device):
    salt = add(journal, device)

    with pytest.raises(WrongSecretError):
        open_with_passkey(alice, Answer(b"another", device.output(salt)))


def test_passkey_of_one_writer_opens_no_other_journal(journal, carol, carols, device):
    salt = add(journal, device)

    with pytest.raises(WrongSecretError):
        open_with_passkey(carol, device.answer(salt))
    assert passkeys_of(carol) == []


@pytest.mark.parametrize("change", [{"sealed": b""}, {"generation": 2}])
def test_changed_slot_opens_nothing(journal, alice, device, change):
    salt = add(journal, device)

    rows().update(**change)

    with pytest.raises(WrongSecretError):
        open_with_passkey(alice, device.answer(salt))


def test_slot_moved_to_another_journal_opens_neither(
    journal, alice, carol, carols, device
):
    salt = add(journal, device)

    rows().update(vault=carols.vault)

    for user in (alice, carol):
        with pytest.raises(WrongSecretError):
            open_with_passkey(user, device.answer(salt))


def test_slot_that_was_changed_does_not_hide_one_that_opens(journal, alice, device):
    salt = add(journal, device)
    row = rows().get()
    for _ in range(3):
        row.pk = uuid.uuid4()
        row.save(force_insert=True)

    assert open_with_passkey(alice, device.answer(salt)).key == journal.key


def test_no_passkey_is_added_while_the_code_waits(alice, carols, device):
    with pytest.raises(CodeWaitsError):
        add(carols, device)

    assert not rows().exists()


def test_no_passkey_is_added_while_another_code_waits(journal, device):
    recovering.replace_code(journal)

    with pytest.raises(CodeWaitsError):
        add(journal, device)


def test_as_many_as_the_page_can_show_are_added_and_no_more(journal, alice):
    devices = [Device() for _ in range(MOST)]
    salts = [add(journal, device) for device in devices]

    with pytest.raises(TooManyPasskeysError):
        add(journal, Device())

    assert rows().count() == MOST
    for device, salt in zip(devices, salts, strict=True):
        assert open_with_passkey(alice, device.answer(salt)).key == journal.key


def test_same_passkey_once_more_takes_its_own_place(journal, alice, device):
    for _ in range(MOST - 1):
        add(journal, Device())
    first = add(journal, device, name="Phone")

    second = add(journal, device, name="Old phone")

    assert rows().count() == MOST
    assert open_with_passkey(alice, device.answer(second)).key == journal.key
    with pytest.raises(WrongSecretError):
        open_with_passkey(alice, device.answer(first))
    names = [each.name for each in passkeys_in(journal)]
    assert (names.count("Phone"), names.count("Old phone")) == (0, 1)
    assert examining.examine(journal) == []


def test_names_are_listed_and_lie_in_no_row(journal, device):
    salt = add(journal, device, name="Zinnober")
    add(journal, Device(), name="Blue laptop")

    listed = passkeys_in(journal)

    assert [each.name for each in listed] == ["Blue laptop", "Zinnober"]
    assert (listed[1].credential, from_text(listed[1].salt)) == (device.id, salt)
    assert {each.name for each in passkeys_of(journal.vault.owner)} == {""}
    stored = repr(list(Slot.objects.values())) + repr(list(Vault.objects.values()))
    assert "Zinnober" not in stored


def test_passkey_taken_away_opens_nothing_and_the_others_do(journal, alice, device):
    other = Device()
    salts = [add(journal, each, name="x") for each in (device, other)]
    taken = next(each for each in passkeys_in(journal) if each.credential == device.id)

    remove(journal, taken.id)

    with pytest.raises(WrongSecretError):
        open_with_passkey(alice, device.answer(salts[0]))
    assert open_with_passkey(alice, other.answer(salts[1])).key == journal.key
    assert set(read_preferences(journal).passkeys) == {rows().get().pk.hex}
    assert examining.examine(journal) == []


def test_taking_away_locks_every_other_browser(journal, alice, device):
    add(journal, device)
    unlocking.keep_open(journal, session_key="the lost phone")

    opening = remove(journal, rows().get().pk)

    assert Unlock.objects.count() == 1
    assert unlocking.opened(alice, cookie=opening.cookie, session_key="here")


def test_only_passkeys_of_this_journal_can_be_taken_away(journal, carols, device):
    add(journal, device)
    others = Slot.objects.exclude(vault=journal.vault).first()
    passphrase = Slot.objects.get(vault=journal.vault, kind=Slot.Kind.PASSPHRASE)

    for wrong in (others.pk, passphrase.pk, uuid.uuid4()):
        with pytest.raises(Http404):
            remove(journal, wrong)
    with pytest.raises(Http404):
        remove(carols, rows().get().pk)

    assert Slot.objects.count() == 5


def test_slot_put_back_by_hand_is_named(journal, device):
    add(journal, device)
    row = rows().get()
    remove(journal, row.pk)

    row.save(force_insert=True)

    assert [f.trouble for f in examining.examine(journal)] == [Trouble.KEYS]


def test_damaged_list_is_looked_at_first(journal, device):
    add(journal, device)
    Vault.objects.update(manifest_head=b"")

    with pytest.raises(ListDamagedError):
        add(journal, Device())
    with pytest.raises(ListDamagedError):
        remove(journal, rows().get().pk)

    assert rows().count() == 1


def test_another_passphrase_or_code_leaves_the_passkeys(
    journal, alice, device, passphrase
):
    salt = add(journal, device)

    recovering.change_passphrase(journal, old=passphrase, new=NEW, session_key="s")
    recovering.replace_code(journal)
    confirm(journal)

    assert open_with_passkey(alice, device.answer(salt)).key == journal.key


def test_code_that_recovers_takes_the_passkeys_away(journal, alice, device):
    salt = add(journal, device, name="Phone")
    recovering.replace_code(journal)
    code = recovering.pending_code(journal)

    recovering.recover(code, passphrase=NEW)

    with pytest.raises(WrongSecretError):
        open_with_passkey(alice, device.answer(salt))
    opened = unlocking.open_with_passphrase(alice, passphrase=NEW)
    assert read_preferences(opened).passkeys == {}
    assert examining.examine(opened) == []


def test_journal_left_behind_opens_with_its_own_passkey(journal, alice, device):
    salt = add(journal, device)
    leave_behind(alice)
    newer = confirm(start_journal(alice, passphrase="the second journals words"))
    hers = Device()
    add(newer, hers)

    assert [each.credential for each in passkeys_of(alice)] == [hers.id, device.id]
    opened = open_with_passkey(alice, device.answer(salt))

    assert opened.key == journal.key
    assert current_vault(alice).pk == journal.vault_id


def test_settings_and_passkeys_do_not_undo_each_other(journal, device):
    add(journal, device, name="Phone")

    change_preferences(journal, time_zone="Europe/Berlin")

    kept = read_preferences(journal)
    assert (kept.time_zone, list(kept.passkeys.values())) == (
        "Europe/Berlin",
        ["Phone"],
    )


@pytest.mark.parametrize(
    ("credential", "output"),
    [
        ("", "A" * 43),
        ("A" * 1365, "A" * 43),
        ("AAAA", "A" * 42),
        ("AAAA", "AAAA"),
        ("AAAA", ""),
        ("AAAA", "A" * 44),
        ("A", "A" * 43),
        ("AA==", "A" * 43),
        ("\u00e9", "A" * 43),
        ("+/+/", "A" * 43),
    ],
)
def test_malformed_answer_is_refused(credential, output):
    with pytest.raises(ValueError, match=r"^$"):
        Answer.read(credential, output)


def test_longest_id_is_read_and_shown_nowhere():
    longest = "A" * (CREDENTIAL_MAXIMUM * 4 // 3)

    answer = Answer.read(longest, "A" * 43)

    assert (len(answer.credential), len(answer.output)) == (CREDENTIAL_MAXIMUM, 32)
    assert repr(answer) == "<Answer>"


@pytest.mark.parametrize("text", ["", "A" * 42, "A" * 44, "=" * 43])
def test_malformed_salt_is_refused(text):
    with pytest.raises(ValueError, match=r"^$"):
        passkeys.read_salt(text)
