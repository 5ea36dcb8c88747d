"""Looking whether all is as it was left: each kind of finding, alone and together."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404

from journal.domain import entries, examining, manifest, timeline
from journal.domain.errors import EntryDamagedError
from journal.domain.examining import Finding, Trouble
from journal.domain.matter import Words
from journal.domain.preferences import change_preferences, read_preferences
from journal.models import ManifestBlock, Record, Slot, Vault


@pytest.fixture
def entry(journal, words):
    return entries.write_entry(journal, words=words)


@pytest.fixture
def day(journal, entry):
    """When the entry was written, as the clock there showed it."""
    local = entries.read_entry(journal, record=entry).header.moment.local
    return local.replace(tzinfo=None)


def examined(journal):
    journal.vault.refresh_from_db()
    return examining.examine(journal)


def test_nothing_is_found_where_nothing_was_changed(journal, entry, words):
    entries.revise_entry(journal, record=entry, base=1, words=Words("", "New."))
    change_preferences(journal, time_zone="Europe/Berlin")
    entries.erase_entry(journal, record=entries.write_entry(journal, words=words))

    assert examined(journal) == []


def test_removed_row_is_missing(journal, entry, day):
    Record.objects.filter(id=entry).delete()

    assert examined(journal) == [Finding(Trouble.MISSING, day)]


def test_row_that_nobody_finds_by_its_id_any_more_is_named(journal, day, entry):
    if connection.features.has_native_uuid_field:
        pytest.skip("an id is no text there")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_record SET id = upper(id)")

    assert Finding(Trouble.EXTRA) in examined(journal)
    with pytest.raises(Http404):
        entries.read_entry(journal, record=entry)


@pytest.mark.parametrize(
    "change", [{"header": b""}, {"body": b""}, {"revision": 0}, {"revision": 2}]
)
def test_changed_row_is_changed(journal, entry, day, change):
    Record.objects.filter(id=entry).update(**change)

    assert examined(journal) == [Finding(Trouble.CHANGED, day)]


def test_row_put_back_to_an_older_state_is_changed(journal, entry, day):
    old = Record.objects.get(id=entry)
    entries.revise_entry(journal, record=entry, base=1, words=Words("", "New."))
    old.save()

    assert examined(journal) == [Finding(Trouble.CHANGED, day)]


def test_erased_row_put_back_is_extra(journal, entry):
    old = Record.objects.get(id=entry)
    entries.erase_entry(journal, record=entry)
    old.save(force_insert=True)

    assert examined(journal) == [Finding(Trouble.EXTRA)]
    with pytest.raises(EntryDamagedError):
        entries.read_entry(journal, record=entry)
    assert timeline.page(journal).leaves == []


def test_row_copied_under_another_id_is_extra(journal, entry):
    copy = Record.objects.get(id=entry)
    copy.id = uuid4()
    copy.save(force_insert=True)

    assert examined(journal) == [Finding(Trouble.EXTRA)]


def test_settings_that_are_gone_are_missing_without_a_day(journal):
    Record.objects.filter(id=manifest.read_head(journal).settings).delete()

    assert examined(journal) == [Finding(Trouble.MISSING, None)]


@pytest.mark.parametrize("damage", ["head", "block", "old head", "old block"])
def test_changed_list_is_named(journal, entry, words, damage):
    vault = Vault.objects.filter(pk=journal.vault_id)
    old_head = bytes(vault.get().manifest_head)
    old_block = ManifestBlock.objects.get(vault=journal.vault_id)
    entries.write_entry(journal, words=words)
    if damage == "head":
        vault.update(manifest_head=b"nothing")
    elif damage == "block":
        ManifestBlock.objects.all().delete()
    elif damage == "old head":
        vault.update(manifest_head=old_head)
    else:
        old_block.save()

    assert examined(journal) == [Finding(Trouble.LIST)]


def test_slot_added_outside_is_named(journal):
    added = Slot.objects.get(kind=Slot.Kind.RECOVERY)
    added.pk, added.locator_hash = None, None
    added.save(force_insert=True)

    assert examined(journal) == [Finding(Trouble.KEYS)]


@pytest.mark.parametrize("kind", [Slot.Kind.PASSPHRASE, Slot.Kind.RECOVERY])
def test_slot_removed_outside_is_named(journal, kind):
    Slot.objects.filter(kind=kind).delete()

    assert examined(journal) == [Finding(Trouble.KEYS)]


def test_slot_of_another_generation_is_named(journal):
    Slot.objects.filter(kind=Slot.Kind.RECOVERY).update(generation=2)

    assert examined(journal) == [Finding(Trouble.KEYS)]


def test_another_writers_trouble_is_not_mine(journal, carols, entry):
    Record.objects.filter(id=entry).delete()
    Slot.objects.filter(vault=journal.vault_id).delete()

    assert examined(carols) == []


def everything_wrong(journal, words):
    """Damage one entry, remove another, put a third in, and add a slot."""
    changed, missing, kept = (
        entries.write_entry(journal, words=replace(words, title=title))
        for title in ("changed", "missing", "kept")
    )
    extra = Record.objects.get(id=kept)
    extra.id = uuid4()
    extra.save(force_insert=True)
    Record.objects.filter(id=changed).update(body=b"nothing")
    Record.objects.filter(id=missing).delete()
    Slot.objects.filter(kind=Slot.Kind.RECOVERY).delete()


def test_all_that_is_wrong_is_named_at_once(journal, words):
    everything_wrong(journal, words)

    found = sorted(finding.trouble for finding in examined(journal))

    assert found == [Trouble.CHANGED, Trouble.EXTRA, Trouble.KEYS, Trouble.MISSING]


def test_nothing_is_found_after_accepting_and_later_changes_are(journal, words):
    change_preferences(journal, time_zone="Asia/Kolkata")
    everything_wrong(journal, words)

    examining.accept(journal)

    assert examined(journal) == []
    assert read_preferences(journal).time_zone == "Asia/Kolkata"
    leaves = timeline.page(journal).leaves
    assert sorted((leaf.trouble for leaf in leaves), key=str) == [
        "",
        "changed",
        "changed",
    ]
    (kept,) = (leaf for leaf in leaves if not leaf.trouble)
    Record.objects.filter(id=kept.id).delete()
    assert [each.trouble for each in examined(journal)] == [Trouble.MISSING]


@pytest.mark.parametrize("damage", ["head", "block"])
def test_accepting_a_changed_list_brings_every_entry_back(journal, words, damage):
    kept = {
        entries.write_entry(journal, words=replace(words, title=str(number)))
        for number in range(3)
    }
    if damage == "head":
        Vault.objects.update(manifest_head=b"nothing")
    else:
        ManifestBlock.objects.all().delete()
    journal.vault.refresh_from_db()

    examining.accept(journal)

    assert examined(journal) == []
    assert {leaf.id for leaf in timeline.page(journal).leaves} == kept


def test_accepting_where_nothing_is_wrong_changes_nothing(journal, entry, words):
    change_preferences(journal, time_zone="Europe/Berlin")

    examining.accept(journal)

    assert examined(journal) == []
    assert entries.read_entry(journal, record=entry).words == words
    assert read_preferences(journal).time_zone == "Europe/Berlin"


@pytest.mark.parametrize("damage", ["head", "block"])
def test_entry_written_to_a_changed_list_is_read_at_once(journal, words, damage):
    if damage == "head":
        Vault.objects.update(manifest_head=b"nothing")
    else:
        ManifestBlock.objects.all().delete()
    journal.vault.refresh_from_db()

    record = entries.write_entry(journal, words=words)

    assert entries.read_entry(journal, record=record).words == words
    entries.revise_entry(journal, record=record, base=1, words=Words("", "New."))
    entries.erase_entry(journal, record=record)
    assert not Record.objects.filter(id=record).exists()
