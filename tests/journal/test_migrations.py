"""What was stored before a change of the tables is there after it."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from journal.domain import entries
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.domain.vaults import start_journal
from journal.models import Record, Vault

BEFORE, AFTER = "0004_passkey", "0005_generations"
OLD_TABLE = """
    CREATE TABLE journal_record AS
    SELECT id, revision, header, body, vault_id FROM journal_record_now
"""


def put_back_to_before() -> None:
    """Give the tables the shape that they had, with the rows that they hold."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_record RENAME TO journal_record_now")
        cursor.execute(OLD_TABLE)
        cursor.execute("DROP TABLE journal_record_now")
        cursor.execute("ALTER TABLE journal_vault DROP COLUMN pending_key")
    executor = MigrationExecutor(connection)
    executor.migrate([("journal", BEFORE)], fake=True)


@pytest.fixture
def told_again():
    """Let Django know afterwards that nothing is left to do: tests share the tables."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("journal"), fake=True)


@pytest.mark.usefixtures("told_again")
@pytest.mark.django_db(transaction=True)
def test_records_get_the_generation_of_their_vault(alice):
    journal = start_journal(alice, passphrase="quiet harbour linen oat seven tide")
    entry = entries.write_entry(journal, words=Words("The lift", "I took the stairs."))
    Vault.objects.update(generation=3)
    before = list(Record.objects.order_by("id").values_list("id", "header", "body"))
    put_back_to_before()

    MigrationExecutor(connection).migrate([("journal", AFTER)])

    rows = Record.objects.order_by("id").values_list("id", "header", "body")
    assert list(rows) == before
    assert set(Record.objects.values_list("generation", flat=True)) == {3}
    vault = Vault.objects.get()
    opened = entries.read_entry(OpenJournal(vault, journal.key), record=entry)
    assert opened.text == "I took the stairs."
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.create(id=entry, generation=3, vault=vault, header=b"", body=b"")
    Record.objects.create(id=entry, generation=4, vault=vault, header=b"", body=b"")
    assert Record.objects.filter(id=uuid.UUID(str(entry))).count() == 2
