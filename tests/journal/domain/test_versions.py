"""A version says when it was replaced; one that does not is told like a damaged one."""

import json

import pytest

from journal.crypto.records import Part
from journal.domain import entries, history, versions
from journal.domain.errors import EntryDamagedError
from journal.domain.matter import Words
from journal.domain.parts import open_part, seal_part
from journal.models import Version


@pytest.fixture
def entry(journal):
    """Write an entry that was changed once; return its id."""
    record = entries.write_entry(journal, words=Words("The lift", "one"))
    entries.revise_entry(journal, record=record, base=1, words=Words("", "two"))
    return record


def sealed_again(journal, record, change):
    """Seal the header of the only version anew, as an older program might have."""
    row = Version.objects.get()
    place = {"record": record, "revision": 1}
    values = json.loads(open_part(journal, Part.EARLIER_HEADER, row.header, **place))
    header = json.dumps(change(values)).encode()
    sealed = seal_part(journal, Part.EARLIER_HEADER, header, **place)
    Version.objects.update(header=sealed)


@pytest.mark.parametrize(
    "change",
    [
        lambda values: {key: values[key] for key in values if key != "replaced"},
        lambda values: values | {"replaced": None},
        lambda values: values | {"replaced": "one day"},
    ],
    ids=["missing", "null", "no date"],
)
def test_version_that_does_not_say_when_it_was_replaced_is_damaged(
    journal, entry, change
):
    sealed_again(journal, entry, change)

    with pytest.raises(EntryDamagedError):
        versions.read_header(journal, Version.objects.get())

    (glance,) = history.read_history(journal, record=entry).glances
    assert (glance.trouble, glance.header) == ("changed", None)
    assert entries.read_entry(journal, record=entry).text == "two"


def test_version_that_was_only_sealed_again_is_read(journal, entry):
    """Otherwise a reader that refuses everything would pass."""
    sealed_again(journal, entry, lambda values: values)

    (glance,) = history.read_history(journal, record=entry).glances

    assert (glance.trouble, glance.header.title) == ("", "The lift")
