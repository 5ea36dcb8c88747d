"""The settings: what another version wrote costs nothing of what this one knows."""

import json
import uuid

import pytest

from journal.crypto.manifest_block import FIRST_MOMENT
from journal.domain import drafts, examining, manifest, records
from journal.domain.errors import ListDamagedError
from journal.domain.lines import settings_line
from journal.domain.preferences import (
    Preferences,
    change_preferences,
    read_preferences,
)
from journal.models import Record


def put(journal, body):
    """Store a settings body as another version would, under the list's digest."""
    change_preferences(journal, time_zone="Europe/Berlin")
    head = manifest.read_head(journal)
    row = records.row_of(journal, record=head.settings)
    records.store(
        journal,
        record=head.settings,
        revision=row.revision,
        header=records.open_header(journal, row),
        body=json.dumps(body).encode(),
    )


def test_key_of_a_later_version_is_ignored_and_the_others_are_read(journal):
    put(journal, {"time_zone": "Asia/Tokyo", "pending_code": "x", "later": [1]})

    kept = read_preferences(journal)

    assert (kept.time_zone, kept.pending_code) == ("Asia/Tokyo", "x")


@pytest.mark.parametrize("body", [[], [["time_zone"]], 5, None, "time_zone"])
def test_body_that_is_no_settings_gives_the_defaults(journal, body):
    put(journal, body)

    assert read_preferences(journal) == Preferences()


@pytest.mark.parametrize(
    ("chosen", "asks"),
    [
        ({}, True),
        ({"time_zone": "Asia/Tokyo"}, False),
        ({"zone_was_asked": True}, False),
    ],
)
def test_zone_is_asked_until_it_was_told_or_left_open(journal, chosen, asks):
    change_preferences(journal, **chosen)

    assert read_preferences(journal).asks_zone is asks


# --- A row that is not what the list says ---------------------------------------------


@pytest.fixture
def settings_row(journal):
    """The row of settings with the keys to old notes in it."""
    change_preferences(journal, older_inboxes={"1": "QUJD"})
    head = manifest.read_head(journal)
    return Record.objects.filter(id=head.settings)


def put_back(rows, journal):
    old = rows.values("revision", "header", "body")[0]
    change_preferences(journal, idle_minutes=5)
    rows.update(**old)


def change_one_byte(rows, _journal):
    body = bytes(rows.get().body)
    rows.update(body=body[:-1] + bytes([body[-1] ^ 1]))


def take_away(rows, _journal):
    rows.delete()


@pytest.mark.parametrize("spoil", [put_back, change_one_byte, take_away])
def test_spoilt_settings_are_not_written_over(journal, settings_row, spoil):
    spoil(settings_row, journal)
    found = [finding.trouble for finding in examining.examine(journal)]
    before = list(settings_row.values())

    with pytest.raises(ListDamagedError):
        change_preferences(journal, idle_minutes=60)
    drafts.offer(journal, record=uuid.uuid4())  # as unlocking does by itself

    assert found != []
    assert [finding.trouble for finding in examining.examine(journal)] == found
    assert list(settings_row.values()) == before


@pytest.mark.parametrize("spoil", [put_back, change_one_byte, take_away])
def test_settings_change_again_once_the_writer_has_seen_it(
    journal, settings_row, spoil
):
    spoil(settings_row, journal)

    examining.accept(journal)
    change_preferences(journal, idle_minutes=60)

    assert read_preferences(journal).idle_minutes == 60
    assert examining.examine(journal) == []


def test_settings_that_are_gone_read_as_none_chosen(journal, settings_row):
    settings_row.delete()

    assert read_preferences(journal) == Preferences()


def test_settings_in_another_form_are_not_written_over(journal):
    put(journal, {})
    head = manifest.read_head(journal)
    row = records.row_of(journal, record=head.settings)
    header = records.open_header(journal, row)
    digest = records.store(
        journal, record=row.id, revision=row.revision, header=header, body=b"7"
    )
    change = manifest.Change(journal, head)
    change.take_out(record=row.id, moment=FIRST_MOMENT)
    change.put_in(settings_line(row.id, row.revision, digest))
    change.save()

    with pytest.raises(ListDamagedError):
        change_preferences(journal, idle_minutes=60)
