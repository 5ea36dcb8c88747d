"""The scan that a search makes: every record once, and the settings left out."""

import pytest
from django.db import connection

from journal.crypto.errors import OpenError
from journal.domain import entries, examining, manifest, records
from journal.domain.matter import Words
from journal.domain.preferences import change_preferences
from journal.domain.query import Query
from journal.domain.scanning import scan
from journal.domain.searching import search
from journal.models import Record
from tests.journal.plenty import fill


def test_every_record_is_opened_once_under_its_own_id(journal, carols):
    fill(carols, 3, text="Carol's ")
    fill(journal, 60, text="x")  # more than are fetched together
    head = manifest.read_head(journal)

    opened = list(scan(journal, leave_out=head.settings))

    found = {record: (header, read_body()) for record, header, read_body in opened}
    assert len(opened) == 60
    assert found == {
        row.id.bytes: (
            records.open_header(journal, row),
            records.open_body(journal, row),
        )
        for row in Record.objects.filter(vault=journal.vault_id)
        if row.id != head.settings
    }


def test_changed_row_is_told_in_its_place_and_the_scan_goes_on(journal):
    fill(journal, 3, text="x")
    settings = manifest.read_head(journal).settings
    changed, other, _ = Record.objects.exclude(id=settings).order_by("pk")
    Record.objects.filter(id=changed.id).update(header=b"\x01" + bytes(2076))
    Record.objects.filter(id=other.id).update(body=b"\x01" + bytes(1052))

    opened = list(scan(journal, leave_out=settings))

    assert (len(opened), opened.count(None)) == (3, 1)
    (read_body,) = (each[2] for each in opened if each and each[0] == other.id.bytes)
    with pytest.raises(OpenError):
        read_body()


@pytest.mark.parametrize("spelt", ["upper(id)", "'no id'"])
def test_row_whose_id_nobody_asks_for_keeps_no_search_from_the_others(journal, spelt):
    if connection.features.has_native_uuid_field:
        pytest.skip("an id is no text there")
    entries.write_entry(journal, words=Words("", "A heron."))
    odd = entries.write_entry(journal, words=Words("", "Two herons."))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE journal_record SET id = {spelt} WHERE id = %s",  # noqa: S608 -- ours
            [odd.hex],
        )

    page = search(journal, Query.of("heron"))

    assert [hit.header.excerpt for hit in page.hits] == ["A heron."]
    assert page.left_out == 1


def test_settings_that_the_list_does_not_name_are_looked_at_and_never_found(journal):
    """Somebody took their row away, and put it back once that was accepted."""
    change_preferences(journal, time_zone="Europe/Berlin")
    entries.write_entry(journal, words=Words("", "Berlin in May."))
    row = Record.objects.get(id=manifest.read_head(journal).settings)
    Record.objects.filter(id=row.id).delete()
    examining.accept(journal)
    journal.vault.refresh_from_db()
    row.save(force_insert=True)

    page = search(journal, Query.of("berlin"))

    assert manifest.read_head(journal).settings is None
    assert [hit.header.excerpt for hit in page.hits] == ["Berlin in May."]
    assert (page.total, page.looked) == (1, 2)
