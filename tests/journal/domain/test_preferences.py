"""The settings: what another version wrote costs nothing of what this one knows."""

import json

import pytest

from journal.domain import manifest, records
from journal.domain.preferences import (
    Preferences,
    change_preferences,
    read_preferences,
)


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
