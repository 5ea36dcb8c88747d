"""The start is refused while a journal's pepper is missing."""

import pytest
from django.core.checks import run_checks

from journal.domain.vaults import start_journal
from recovery_site.checks import peppers_present

PASSPHRASE = "quiet harbour linen oat seven tide"


@pytest.fixture
def journal(alice):
    """A journal that names the current pepper."""
    return start_journal(alice, passphrase=PASSPHRASE)


def test_nothing_is_amiss_while_every_pepper_is_there(journal):
    assert peppers_present() == []


def test_missing_pepper_is_named_with_the_way_out(journal, settings):
    (current, *_others) = settings.JOURNAL_PEPPERS
    settings.JOURNAL_PEPPERS = {"p9": b"\x09" * 32}

    found = peppers_present()

    assert [each.id for each in found] == ["journal.E001"]
    assert f"server secret {current!r}" in found[0].msg
    assert "Restore the file of secrets" in found[0].msg


def test_pepper_that_no_journal_names_may_go(journal, settings):
    (current, *_others) = settings.JOURNAL_PEPPERS
    settings.JOURNAL_PEPPERS = {current: settings.JOURNAL_PEPPERS[current]}

    assert peppers_present() == []


def test_check_belongs_to_those_that_serve_runs(journal, settings):
    settings.JOURNAL_PEPPERS = {"p9": b"\x09" * 32}

    found = run_checks(databases=["default"])

    assert [each.id for each in found if each.is_serious()] == ["journal.E001"]
