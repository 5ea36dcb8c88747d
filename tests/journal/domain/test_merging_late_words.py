"""Words that reach a closed journal while it is being merged are not erased with it."""

import pytest

from journal.domain import entries, inbox, merging, unlocking
from journal.domain.matter import Words
from journal.domain.opened import OpenJournal
from journal.models import Vault
from tests.journal.domain.test_merging import NEW, current, finish, fresh, pages

__all__ = ["current"]  # a fixture of the neighbour


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


def texts(journal):
    return [text for _header, text in pages(fresh(journal))]


@pytest.mark.parametrize("when", ["before", "during"])
def test_note_that_revises_a_page_comes_too(journal, current, when):
    page = entries.write_entry(journal, words=Words("t", "first words"))
    seal = inbox.seal_for_form(journal, inbox.new_place(record=page, revision=1))
    late = {"words": Words("t", "first words, and more"), "sequence": 1}
    if when == "before":
        inbox.keep(ticket=seal.ticket, token=seal.origin, **late)
    merging.begin(current, fresh(journal))
    if when == "during":
        inbox.keep(ticket=seal.ticket, token=seal.origin, **late)

    finish(current)

    assert "first words, and more" in texts(current)
    assert not Vault.objects.filter(pk=journal.vault_id).exists()


def test_page_revised_in_the_closed_journal_meanwhile_comes_too(
    alice, journal, current, passphrase, monkeypatch
):
    monkeypatch.setattr(merging, "BATCH", 1)
    monkeypatch.setattr(merging, "BATCHES", 2)
    ids = [entries.write_entry(journal, words=Words("t", f"w{n}")) for n in range(4)]
    merging.begin(current, fresh(journal))
    assert not merging.go_on(fresh(current)).done

    old = unlocking.open_with_passphrase(alice, passphrase=passphrase)
    for record in ids:
        page = entries.read_entry(old, record=record)
        more = Words("t", f"{page.text}, revised")
        entries.revise_entry(old, record=record, base=page.revision, words=more)
    now = unlocking.open_with_passphrase(alice, passphrase=NEW)
    finish(now)

    assert {f"w{n}, revised" for n in range(4)} <= set(texts(now))


def test_page_saved_at_the_last_moment_keeps_the_closed_journal(
    alice, journal, current, passphrase, monkeypatch
):
    entries.write_entry(journal, words=Words("t", "one"))
    merging.begin(current, fresh(journal))
    examine = merging.examining.examine

    def save_elsewhere_meanwhile(closed):
        found = examine(closed)
        monkeypatch.undo()
        other = OpenJournal(Vault.objects.get(pk=journal.vault_id), journal.key)
        entries.write_entry(other, words=Words("t", "just now"))
        return found

    monkeypatch.setattr(merging.examining, "examine", save_elsewhere_meanwhile)

    finish(current)

    assert {"one", "just now"} <= set(texts(current))
