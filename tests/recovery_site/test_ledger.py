"""The ledger: appended, on the disk at once, and telling nothing."""

import os
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from journal.domain.errors import LedgerError
from recovery_site import ledger

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


@pytest.fixture(autouse=True)
def path(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger" / "erased"
    return settings.LEDGER_FILE


def test_without_a_file_nothing_is_noted():
    assert ledger.SiteLedger().erased_among([ONE]) == []
    assert ledger.noted(ledger.ACCOUNT, [ONE]) == []


def test_notes_of_each_kind_are_told_apart():
    ledger.SiteLedger().note_erased(ONE)
    ledger.note(ledger.ACCOUNT, TWO)

    assert ledger.SiteLedger().erased_among([ONE, TWO, THREE]) == [ONE]
    assert ledger.noted(ledger.ACCOUNT, [ONE, TWO, THREE]) == [TWO]


def test_ledger_names_no_row(path):
    ledger.SiteLedger().note_erased(ONE)

    assert ONE.hex not in path.read_text()
    assert path.read_text() == f"journal {ledger.fingerprint(ONE)}\n"


def test_only_the_sites_own_user_reads_it(path):
    ledger.SiteLedger().note_erased(ONE)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_line_that_was_cut_off_is_no_note_and_swallows_none(path):
    path.parent.mkdir()
    path.write_text(f"journal {ledger.fingerprint(ONE)[:20]}")

    ledger.SiteLedger().note_erased(TWO)

    assert ledger.SiteLedger().erased_among([ONE, TWO]) == [TWO]


@pytest.mark.parametrize("line", ["", "journal", "merged abc", "other abc", "\x00"])
def test_line_of_no_kind_is_passed_over(path, line):
    path.parent.mkdir()
    path.write_text(f"{line}\njournal {ledger.fingerprint(ONE)}\n")

    assert ledger.SiteLedger().erased_among([ONE, TWO]) == [ONE]


def test_merged_journals_follow_each_other_to_the_end():
    site = ledger.SiteLedger()
    site.note_merged(ONE, into=TWO)
    site.note_merged(TWO, into=THREE)
    assert site.erased_among([ONE, TWO, THREE]) == []

    site.note_erased(THREE)

    assert site.erased_among([ONE, TWO, THREE]) == [ONE, TWO, THREE]


def test_ring_of_merged_journals_ends(path):
    site = ledger.SiteLedger()
    site.note_merged(ONE, into=TWO)
    site.note_merged(TWO, into=ONE)

    assert site.erased_among([ONE, TWO]) == []


def test_notes_made_at_once_are_all_there():
    rows = [UUID(int=number) for number in range(64)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ledger.SiteLedger().note_erased, rows))

    assert ledger.SiteLedger().erased_among(rows) == rows


def test_note_is_on_the_disk_before_it_returns(monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(1), fsync(handle)))

    ledger.SiteLedger().note_erased(ONE)

    assert len(synced) == 2  # the file, and the folder that names it


def test_ledger_that_cannot_be_written_says_so(path):
    path.mkdir(parents=True)

    with pytest.raises(LedgerError):
        ledger.SiteLedger().note_erased(ONE)
