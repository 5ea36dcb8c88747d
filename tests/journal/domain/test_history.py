"""Earlier versions: kept with the change, read in their place, put back and dropped."""

import uuid

import pytest
from django.http import Http404

from journal.domain import (
    entries,
    examining,
    history,
    inbox,
    intake,
    timeline,
    versions,
)
from journal.domain.errors import EntryDamagedError, VersionConflictError
from journal.domain.matter import Sending, Words
from journal.domain.preferences import change_preferences
from journal.models import Record, Version

TEXTS = ["one", "two", "three"]


@pytest.fixture
def entry(journal):
    """Write an entry that was changed twice, by three pages; return its id."""
    record = entries.write_entry(journal, words=Words("The lift", TEXTS[0]))
    for base, text in enumerate(TEXTS[1:], 1):
        revise(journal, record, base, text)
    return record


def revise(journal, record, base, text, *, form=None, sequence=0):
    sending = Sending(form or uuid.uuid4(), sequence)
    words = Words("The lift", text)
    entries.revise_entry(
        journal, record=record, base=base, words=words, sending=sending
    )


def texts_of(journal, record):
    """Return the texts of the earlier versions, newest first."""
    read = history.read_history(journal, record=record)
    return [
        history.read_version(
            journal, record=record, revision=glance.revision
        ).entry.text
        for glance in read.glances
    ]


def test_each_change_keeps_what_it_replaced(journal, entry):
    change_preferences(journal, time_zone="Africa/Accra")
    revise(journal, entry, 3, "four")

    assert texts_of(journal, entry) == ["three", "two", "one"]
    glances = history.read_history(journal, record=entry).glances
    assert [glance.revision for glance in glances] == [3, 2, 1]
    assert all(glance.replaced and glance.header.title for glance in glances)
    assert examining.examine(journal) == []


def test_new_entry_has_no_versions(journal, words):
    record = entries.write_entry(journal, words=words)

    assert history.read_history(journal, record=record).glances == []


def test_later_sending_of_one_form_replaces_and_piles_nothing_up(journal, entry):
    form = uuid.uuid4()
    revise(journal, entry, 3, "first state", form=form, sequence=1)
    for sequence in range(2, 6):
        revise(journal, entry, 3, f"state {sequence}", form=form, sequence=sequence)

    assert entries.read_entry(journal, record=entry).text == "state 5"
    assert texts_of(journal, entry) == ["three", "two", "one"]


def test_autosaved_states_make_no_versions(journal, entry):
    place = inbox.new_place(record=entry, revision=3)
    seal = inbox.seal_for_form(journal, place)
    for sequence in range(1, 4):
        inbox.keep(
            ticket=seal.ticket,
            token=seal.origin,
            words=Words("The lift", f"state {sequence}"),
            sequence=sequence,
            is_autosave=True,
        )
    assert Version.objects.count() == 2

    intake.take_in(journal)

    assert entries.read_entry(journal, record=entry).text == "state 3"
    assert texts_of(journal, entry) == ["three", "two", "one"]


def test_save_after_a_conflict_keeps_the_other_device_as_a_version(journal, entry):
    revise(journal, entry, 3, "from the other device")
    form = uuid.uuid4()
    with pytest.raises(VersionConflictError):
        revise(journal, entry, 3, "from this one", form=form)

    revise(journal, entry, 4, "from this one", form=form)

    assert entries.read_entry(journal, record=entry).text == "from this one"
    assert texts_of(journal, entry)[0] == "from the other device"


def test_only_the_newest_versions_are_kept(journal, entry, monkeypatch):
    monkeypatch.setattr(versions, "MOST", 3)

    for base in range(3, 8):
        revise(journal, entry, base, f"text {base + 1}")

    assert texts_of(journal, entry) == ["text 7", "text 6", "text 5"]
    assert Version.objects.count() == 3


def test_old_version_is_restored_as_a_new_revision(journal, entry):
    history.restore(journal, record=entry, revision=1, base=3)

    restored = entries.read_entry(journal, record=entry)
    assert (restored.text, restored.revision) == ("one", 4)
    assert texts_of(journal, entry) == ["three", "two", "one"]
    assert len(timeline.page(journal).leaves) == 1
    assert examining.examine(journal) == []


def test_restoring_twice_does_it_once(journal, entry):
    for _ in range(2):
        history.restore(journal, record=entry, revision=2, base=3)

    assert entries.read_entry(journal, record=entry).revision == 4


def test_restoring_over_what_was_not_shown_is_refused(journal, entry):
    with pytest.raises(VersionConflictError):
        history.restore(journal, record=entry, revision=1, base=2)

    assert entries.read_entry(journal, record=entry).text == "three"


def test_dropped_versions_are_gone_and_the_entry_stays(journal, entry):
    history.drop_versions(journal, record=entry)

    assert Version.objects.count() == 0
    assert texts_of(journal, entry) == []
    assert entries.read_entry(journal, record=entry).text == "three"
    assert examining.examine(journal) == []


def test_dropped_version_that_is_put_back_by_hand_is_not_shown(journal, entry):
    rows = list(Version.objects.all())
    history.drop_versions(journal, record=entry)
    Version.objects.bulk_create(rows)

    assert history.read_history(journal, record=entry).glances == []
    with pytest.raises(Http404):
        history.read_version(journal, record=entry, revision=1)


def test_removed_version_is_named(journal, entry):
    Version.objects.filter(revision=1).delete()

    glances = history.read_history(journal, record=entry).glances

    assert [glance.trouble for glance in glances] == ["", "missing"]
    with pytest.raises(EntryDamagedError):
        history.read_version(journal, record=entry, revision=1)
    with pytest.raises(EntryDamagedError):
        history.restore(journal, record=entry, revision=1, base=3)


@pytest.mark.parametrize("columns", [["header"], ["header", "body"]])
def test_version_opens_in_its_own_place_only(journal, entry, columns):
    one, two = Version.objects.order_by("revision")
    for column in columns:
        Version.objects.filter(revision=1).update(**{column: getattr(two, column)})
        Version.objects.filter(revision=2).update(**{column: getattr(one, column)})

    glances = history.read_history(journal, record=entry).glances

    assert [glance.trouble for glance in glances] == ["changed", "changed"]
    assert entries.read_entry(journal, record=entry).text == "three"


def test_version_in_the_place_of_its_record_is_refused(journal, entry):
    row = Version.objects.get(revision=2)
    Record.objects.filter(id=entry).update(
        header=row.header, body=row.body, revision=row.revision
    )

    with pytest.raises(EntryDamagedError):
        entries.read_entry(journal, record=entry)


def test_another_writers_history_is_not_found(journal, carols, entry):
    with pytest.raises(Http404):
        history.read_history(carols, record=entry)
    with pytest.raises(Http404):
        history.restore(carols, record=entry, revision=1, base=3)
    with pytest.raises(Http404):
        history.drop_versions(carols, record=entry)


def test_erased_entry_leaves_no_version(journal, entry):
    entries.erase_entry(journal, record=entry)

    assert Version.objects.count() == 0


def test_history_is_read_without_any_body(journal, entry, django_assert_num_queries):
    with django_assert_num_queries(3) as few:
        history.read_history(journal, record=entry)
    for base in range(3, 13):
        revise(journal, entry, base, f"text {base}")

    with django_assert_num_queries(3):
        history.read_history(journal, record=entry)
    (of_versions,) = [q["sql"] for q in few if "journal_version" in q["sql"]]
    assert '"journal_version"."body"' not in of_versions
