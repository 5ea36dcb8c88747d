"""After erasing, the keys are nowhere in the live files; before, the search finds them.

These tests commit for real. On SQLite the file and its write-ahead log are searched, on
PostgreSQL every file of the database.
"""

import time
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from journal.domain import entries, erasing, exchanging, renewing, traces
from journal.models import Slot, Vault
from tests.journal.remains import live_files

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 120  # seconds
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about its log")


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


def sealed_slots(journal) -> list[bytes]:
    rows = Slot.objects.filter(vault=journal.vault_id)
    return [bytes(row.sealed) for row in rows]


def found(slots: list[bytes]) -> list[bool]:
    files = live_files()
    return [slot in files for slot in slots]


def cleared(slots: list[bytes]) -> list[bool]:
    """Return what is found once nobody's older transaction can still see the rows.

    PostgreSQL keeps what a transaction elsewhere in the cluster may yet read, and the
    tests that run beside this one have such transactions; housekeeping comes again.
    """
    end = time.monotonic() + (PATIENCE if connection.vendor == "postgresql" else 0)
    while any(found(slots)) and time.monotonic() < end:
        call_command("clean_erased")
    return found(slots)


def test_slots_of_an_erased_journal_are_in_no_live_file(
    journal, carols, words, passphrase
):
    entries.write_entry(journal, words=words)
    mine, hers = sealed_slots(journal), sealed_slots(carols)
    assert found(mine) == [True, True]

    erasing.erase_journal(journal, passphrase=passphrase)

    assert cleared(mine) == [False, False]
    assert found(hers) == [True, True]


def test_old_slots_and_the_pending_key_are_in_no_live_file_after_new_keys(
    journal, words, passphrase
):
    entries.write_entry(journal, words=words)
    old = sealed_slots(journal)
    renewing.begin(
        journal,
        old=passphrase,
        new="words of the new keys",
        session_key="a session's key",
    )
    code = renewing.renewal_of(journal).code.text
    renewing.confirm_code(journal, text=code)
    pending = bytes(Vault.objects.get(pk=journal.vault_id).pending_key)
    assert found([*old, pending]) == [True, True, True]

    while not exchanging.go_on(journal, session_key="a session's key"):
        continue

    assert cleared([*old, pending]) == [False, False, False]
    assert found(sealed_slots(journal)) == [True, True]


def test_deleted_slots_stay_in_the_files_until_they_are_cleared(journal, carols):
    """What the clearing is for: a commit alone leaves the bytes where they were."""
    mine = sealed_slots(journal)
    Slot.objects.filter(vault=journal.vault_id).delete()
    assert found(mine) == [True, True]

    call_command("clean_erased")

    assert cleared(mine) == [False, False]


@sqlite
def test_reader_that_holds_the_log_is_told_by_the_command(journal, passphrase):
    reader = connection.copy("reader")
    reader.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    with reader.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM journal_slot")
        cursor.fetchall()
        Slot.objects.filter(vault=journal.vault_id).delete()

        with pytest.raises(CommandError):
            call_command("clean_erased")

        cursor.execute("ROLLBACK")
    reader.close()
    call_command("clean_erased")


def test_erasing_stands_though_the_clearing_fails(journal, passphrase, monkeypatch):
    monkeypatch.setattr(traces, "connection", Failing())

    erasing.erase_journal(journal, passphrase=passphrase)

    assert Slot.objects.count() == 0
    assert traces.clear_traces() is False


def test_nothing_is_cleared_inside_a_transaction(journal):
    with transaction.atomic():
        assert traces.clear_traces() is False
        assert Slot.objects.count() == 2


def test_postgresql_rewrites_what_holds_keys_and_nothing_more(journal, monkeypatch):
    recording = Recording()
    monkeypatch.setattr(traces, "connection", recording)

    assert traces.clear_traces() is True

    first, *vacuums, last = recording.statements
    assert (first, last) == ("SET lock_timeout = '5s'", "RESET lock_timeout")
    assert {each for each in vacuums if "FULL" in each} == {
        'VACUUM (FULL) "journal_slot"',
        'VACUUM (FULL) "journal_unlock"',
        'VACUUM (FULL) "journal_vault"',
    }
    tables = [model._meta.db_table for model in journal_models()]  # noqa: SLF001 -- Django's documented API
    assert sorted(each.split('"')[1] for each in vacuums) == sorted(tables)


def test_patience_ends_with_the_rewrite_though_it_fails(monkeypatch):
    recording = Recording(failing="VACUUM")
    monkeypatch.setattr(traces, "connection", recording)

    assert traces.clear_traces() is False

    assert recording.statements[-1] == "RESET lock_timeout"


def journal_models():
    return apps.get_app_config("journal").get_models()


class Recording:
    """A PostgreSQL that notes what it is told; SQLite's run sees the statements so."""

    vendor = "postgresql"
    in_atomic_block = False
    ops = connection.ops

    def __init__(self, failing="no statement"):
        self.statements = []
        self.failing = failing

    @contextmanager
    def cursor(self):
        yield self

    def execute(self, statement):
        self.statements.append(statement)
        if statement.startswith(self.failing):
            raise DatabaseError


class Failing:
    """A database that is gone by the time the traces are cleared."""

    vendor = "sqlite"
    in_atomic_block = False

    def cursor(self):
        raise DatabaseError
