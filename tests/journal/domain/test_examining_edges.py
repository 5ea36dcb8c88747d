"""Examining what was put into the table by hand."""

import pytest
from django.db import connection

from journal.domain import entries, examining
from journal.domain.examining import Finding, Trouble

sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL refuses ids that are none"
)


@sqlite
def test_row_whose_id_is_none_is_extra(journal, words):
    entries.write_entry(journal, words=words)
    columns = "id, generation, vault_id, revision, header, body"
    rest = columns.removeprefix("id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO journal_record ({columns}) "  # noqa: S608 -- fixed names
            f"SELECT 'not an id at all' {rest} FROM journal_record LIMIT 1"
        )

    assert Finding(Trouble.EXTRA) in examining.examine(journal)
