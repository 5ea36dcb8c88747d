"""A backup that is put back opens nothing that was erased, and keeps nobody in."""

import io
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from journal.domain import entries, erasing, merging, unlocking
from journal.domain.errors import WrongSecretError
from journal.domain.matter import Words
from journal.domain.vaults import leave_behind, start_journal
from journal.models import Unlock, Vault
from recovery_site import ledger
from recovery_site.accounts import deleting
from recovery_site.accounts.models import Session, User
from tests.journal.remains import belongs_to, rows_of
from tests.journal.unlocked import unlock_with_passphrase

PASSPHRASE = "quiet harbour linen oat seven tide"
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="copies its file")


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def journal(alice):
    journal = start_journal(alice, passphrase=PASSPHRASE)
    entries.write_entry(journal, words=Words("The lift", "Then the stairs."))
    unlocking.keep_open(journal, session_key="s")
    return journal


def dump(vault):
    """Return every row of a vault, as a backup has it."""
    models = apps.get_app_config("journal").get_models()
    rows = [list(m.objects.filter(belongs_to(m, vault))) for m in models]
    return sorted(rows, key=lambda some: not isinstance(next(iter(some), 0), Vault))


def restore(rows):
    """Put the rows of a backup back."""
    with transaction.atomic():
        for some in rows:
            type(some[0]).objects.bulk_create(some) if some else None


def opens(user):
    try:
        unlock_with_passphrase(user, passphrase=PASSPHRASE, session_key="s")
    except WrongSecretError:
        return False
    return True


def test_erased_journal_does_not_come_back_with_its_rows(alice, alice_client, journal):
    backup = dump(journal.vault_id)
    erasing.erase_journal(journal, passphrase=PASSPHRASE)
    restore(backup)
    assert opens(alice)

    said = io.StringIO()
    call_command("apply_ledger", stdout=said)

    assert not opens(alice)
    assert rows_of(journal.vault_id) == {}
    assert said.getvalue().startswith("1 erased")
    assert Session.objects.count() == 0


@sqlite
@pytest.mark.django_db(transaction=True)
def test_erased_journal_does_not_come_back_with_the_file(alice, journal, tmp_path):
    path = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "backup")])
    erasing.erase_journal(journal, passphrase=PASSPHRASE)
    assert not opens(alice)

    connection.close()
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup", path)
    assert opens(alice)
    call_command("after_restore", stdout=io.StringIO())

    assert not opens(alice)
    assert rows_of(journal.vault_id) == {}


def test_after_a_restore_everybody_is_signed_out_and_locked(
    alice, alice_client, journal
):
    call_command("after_restore", stdout=io.StringIO())

    assert (Session.objects.count(), Unlock.objects.count()) == (0, 0)
    assert opens(alice)


def test_start_with_nothing_to_apply_leaves_everybody_in(alice_client, journal):
    said = io.StringIO()

    call_command("apply_ledger", stdout=said)

    assert (Session.objects.count(), Unlock.objects.count()) == (1, 1)
    assert said.getvalue() == ""


def test_deleted_account_does_not_come_back(carol):
    backup = User.objects.get(pk=carol.pk)
    deleting.delete_account(carol)
    backup.save(force_insert=True)

    assert deleting.apply_ledger() == 1

    assert User.objects.count() == 0


def test_deleted_account_and_its_journal_do_not_come_back(alice, journal):
    account, backup = User.objects.get(pk=alice.pk), dump(journal.vault_id)
    erasing.erase_journal(journal, passphrase=PASSPHRASE)
    deleting.delete_account(alice)
    account.save(force_insert=True)
    restore(backup)

    assert deleting.apply_ledger() == 2

    assert (User.objects.count(), Vault.objects.count()) == (0, 0)


def test_backup_from_before_a_merging_gives_the_pages_back(alice, journal):
    """Its pages lie in the old journal alone: erasing that would lose the words."""
    leave_behind(alice)
    current = start_journal(alice, passphrase="another passphrase")
    backup = dump(journal.vault_id)
    merging.begin(current, journal)
    merging.go_on(current)
    assert rows_of(journal.vault_id) == {}
    restore(backup)

    assert deleting.apply_ledger() == 0

    assert opens(alice)


def test_set_up_applies_the_ledger(journal):
    ledger.SiteLedger().note_erased(journal.vault_id)
    steps = Path("recovery_site/management/commands")

    for command in ("set_up", "serve"):
        source = (steps / f"{command}.py").read_text()
        assert source.count('call_command("apply_ledger"') == 1
