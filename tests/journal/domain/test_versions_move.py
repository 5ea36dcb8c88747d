"""Earlier versions and the trash, under new keys and in a merged journal."""

import pytest

from journal.domain import (
    copying,
    entries,
    examining,
    exchanging,
    history,
    manifest,
    merging,
    renewing,
    timeline,
    trash,
)
from journal.domain.matter import Words
from journal.domain.merging import Outcome
from journal.domain.vaults import leave_behind, start_journal
from journal.models import Record, Vault, Version

NEW = "sable orchard mint quill nine lantern"
SESSION = "a session's key"


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def entry(journal):
    """Write an entry with two earlier versions; return its id."""
    record = entries.write_entry(journal, words=Words("The lift", "one"))
    for base, text in ((1, "two"), (2, "three")):
        words = Words("The lift", text)
        entries.revise_entry(journal, record=record, base=base, words=words)
    return record


def begun(journal, passphrase):
    renewing.begin(journal, old=passphrase, new=NEW, session_key=SESSION)
    code = renewing.renewal_of(journal).code.text
    renewing.confirm_code(journal, text=code)


def copied(journal, passphrase):
    """Begin new keys, and copy all that there is."""
    begun(journal, passphrase)
    assert exchanging.go_on(journal, session_key=SESSION) is None


def to_the_end(journal):
    for _ in range(10):
        opening = exchanging.go_on(journal, session_key=SESSION)
        if opening:
            return opening.journal
    raise AssertionError


def texts_of(journal, record):
    """Return the texts of the earlier versions, newest first."""
    glances = history.read_history(journal, record=record).glances
    read = [
        history.read_version(journal, record=record, revision=glance.revision)
        for glance in glances
    ]
    return [earlier.entry.text for earlier in read]


def trashed_of(journal):
    return [thrown.leaf.id for thrown in trash.trash_page(journal).thrown]


def test_versions_come_along_under_new_keys(journal, passphrase, entry):
    before = history.read_history(journal, record=entry).glances
    begun(journal, passphrase)

    renewed = to_the_end(journal)

    assert history.read_history(renewed, record=entry).glances == before
    assert texts_of(renewed, entry) == ["two", "one"]
    assert set(Version.objects.values_list("generation", flat=True)) == {2}
    history.restore(renewed, record=entry, revision=1, base=3)
    assert entries.read_entry(renewed, record=entry).text == "one"


def test_trash_comes_along_under_new_keys(journal, passphrase, entry):
    trash.move_to_trash(journal, record=entry)
    begun(journal, passphrase)

    renewed = to_the_end(journal)

    assert trashed_of(renewed) == [entry]
    assert timeline.page(renewed).leaves == []
    assert examining.examine(renewed) == []


def test_versions_that_come_meanwhile_are_copied_again(journal, passphrase, entry):
    copied(journal, passphrase)
    words = Words("The lift", "four")
    entries.revise_entry(journal, record=entry, base=3, words=words)
    assert set(Version.objects.values_list("generation", flat=True)) == {1}

    renewed = to_the_end(journal)

    assert texts_of(renewed, entry) == ["three", "two", "one"]


def test_versions_dropped_meanwhile_do_not_come_back(journal, passphrase, entry):
    copied(journal, passphrase)
    history.drop_versions(journal, record=entry)

    to_the_end(journal)

    assert Version.objects.count() == 0


def test_entry_erased_meanwhile_leaves_no_version(journal, passphrase, entry):
    copied(journal, passphrase)
    entries.erase_entry(journal, record=entry)

    to_the_end(journal)

    assert Version.objects.count() == 0


def test_trash_emptied_meanwhile_leaves_no_copy(journal, passphrase, entry, clock):
    trash.move_to_trash(journal, record=entry)
    copied(journal, passphrase)
    clock.on(days=31)

    assert trash.empty_due(journal) == 1

    assert not Record.objects.filter(id=entry).exists()
    assert Version.objects.count() == 0


@pytest.mark.parametrize("column", ["header", "body"])
def test_changed_copy_of_a_version_is_made_again(journal, passphrase, entry, column):
    copied(journal, passphrase)
    copy = Version.objects.get(revision=1, generation=2)
    flipped = bytearray(getattr(copy, column))
    flipped[40] ^= 1
    rows = Version.objects.filter(revision=1, generation=2)
    rows.update(**{column: bytes(flipped)})

    renewed = to_the_end(journal)

    assert texts_of(renewed, entry) == ["two", "one"]
    assert examining.examine(renewed) == []


def test_copy_of_a_version_that_vanishes_is_made_again(journal, passphrase, entry):
    copied(journal, passphrase)
    Version.objects.filter(revision=1, generation=2).delete()

    renewed = to_the_end(journal)

    assert texts_of(renewed, entry) == ["two", "one"]


def test_copy_of_a_version_from_before_the_page_was_written_anew_is_made_again(
    journal, passphrase, entry
):
    """It opens in its place under the next key, and holds what was erased since."""
    copied(journal, passphrase)
    older = Version.objects.filter(revision=1, generation=2).values().get()
    entries.erase_entry(journal, record=entry)
    entries.write_entry(journal, words=Words("", "newer"), record=entry)
    entries.revise_entry(journal, record=entry, base=1, words=Words("", "newest"))
    assert exchanging.go_on(journal, session_key=SESSION) is None
    Version.objects.filter(revision=1, generation=2).update(
        header=older["header"], body=older["body"]
    )

    renewed = to_the_end(journal)

    assert texts_of(renewed, entry) == ["newer"]
    assert entries.read_entry(renewed, record=entry).text == "newest"


def test_calling_new_keys_off_deletes_the_copies_of_versions(
    journal, passphrase, entry
):
    copied(journal, passphrase)
    assert Version.objects.count() == 4

    renewing.call_off(journal)

    assert Version.objects.count() == 2
    assert texts_of(journal, entry) == ["two", "one"]


def test_version_that_does_not_open_is_left_behind_and_named(
    journal, passphrase, entry
):
    Version.objects.filter(revision=1).update(body=b"nothing")
    begun(journal, passphrase)

    renewed = to_the_end(journal)

    glances = history.read_history(renewed, record=entry).glances
    assert [glance.trouble for glance in glances] == ["", "missing"]
    assert examining.examine(renewed) == []


def test_long_versions_make_smaller_batches(journal, passphrase, entry, monkeypatch):
    entries.write_entry(journal, words=Words("", "another"))
    begun(journal, passphrase)
    monkeypatch.setattr(copying, "BATCH_SIZE", 6_000)  # bytes: two versions are more

    assert exchanging.go_on(journal, session_key=SESSION) is None

    assert Record.objects.filter(generation=2).count() == 1
    assert texts_of(to_the_end(journal), entry) == ["two", "one"]


def merged(journal, current):
    merging.begin(current, journal)
    outcome = merging.go_on(current)
    current.vault.refresh_from_db()
    return outcome


@pytest.fixture
def current(alice, journal):
    """The journal that Alice began after she had lost both secrets of the first."""
    leave_behind(alice)
    return start_journal(alice, passphrase=NEW)


def test_versions_come_along_into_a_merged_journal(journal, current, entry):
    assert merged(journal, current) == Outcome(done=True)

    (leaf,) = timeline.page(current).leaves
    assert texts_of(current, leaf.id) == ["two", "one"]
    words = Words("The lift", "four")
    entries.revise_entry(current, record=leaf.id, base=3, words=words)
    assert texts_of(current, leaf.id) == ["three", "two", "one"]
    assert Version.objects.exclude(vault=current.vault_id).count() == 0


def test_trash_comes_along_into_a_merged_journal(journal, current, entry):
    trash.move_to_trash(journal, record=entry)

    assert merged(journal, current) == Outcome(done=True)

    assert len(trashed_of(current)) == 1
    assert manifest.count(manifest.read_head(current)) == 1
    assert timeline.page(current).leaves == []


@pytest.mark.parametrize("is_removed", [True, False])
def test_journal_with_a_version_that_does_not_open_is_kept(
    journal, current, entry, is_removed
):
    row = Version.objects.filter(revision=1)
    row.delete() if is_removed else row.update(header=b"nothing")

    assert merged(journal, current) == Outcome(done=True, kept=True)

    assert Vault.objects.filter(pk=journal.vault_id).exists()
    (leaf,) = timeline.page(current).leaves
    assert entries.read_entry(current, record=leaf.id).text == "three"
