"""Merging: every page of a closed journal comes over as it was, and once."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.http import Http404

from journal.domain import (
    closed,
    entries,
    examining,
    inbox,
    manifest,
    merging,
    timeline,
    unlocking,
    waiting,
)
from journal.domain.errors import (
    ListDamagedError,
    PassphraseError,
    WrongSecretError,
)
from journal.domain.matter import Prompt, Words
from journal.domain.merging import Outcome
from journal.domain.moments import Moment
from journal.domain.ports import ports
from journal.domain.preferences import read_preferences
from journal.domain.vaults import leave_behind, start_journal
from journal.models import Record, Unlock, Vault
from tests.journal.unlocked import unlock_with_passphrase

ZONES = (("Asia/Kathmandu", 345), ("America/St_Johns", -150), ("UTC", 0))
BEGAN = datetime(2024, 2, 28, 22, 0, tzinfo=UTC)
NEW = "umber lattice orchard nine"


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def current(alice, journal):
    """The journal that Alice began after she had lost both secrets of the first."""
    leave_behind(alice)
    return start_journal(alice, passphrase=NEW)


def fill(journal, count):
    """Write entries that differ in everything that an entry has."""
    for number in range(count):
        zone, _offset = ZONES[number % 3]
        at = Moment(BEGAN + timedelta(hours=31 * number), "UTC").on_the_clock_of(zone)
        prompt = Prompt("A step?", "On stairs", "gentle") if number % 4 == 0 else None
        words = Words(f"Title {number}", f"Text {number}.\n" * (number % 9), prompt)
        entries.write_entry(journal, words=words, moment=at, trusted=number % 7 != 0)


def pages(journal):
    """Return every entry's header and text, in the order of their moments."""
    head = manifest.read_head(journal)
    found = [
        entries.read_entry(journal, record=line.record)
        for line in manifest.all_lines(journal, head)
        if line.record != head.settings
    ]
    return [(entry.header, entry.text) for entry in found]


def fresh(journal):
    journal.vault.refresh_from_db()
    return journal


def finish(journal):
    """Press Continue until it is done; return the outcome and how often."""
    for pressed in range(1, 50):
        outcome = merging.go_on(fresh(journal))
        if outcome.done:
            return outcome, pressed
    raise AssertionError


@contextmanager
def failing_after(statements):
    """Let the database fail in the middle of the work, as a power cut would."""
    left = statements

    def count(execute, sql, params, many, context):
        nonlocal left
        left -= 1
        if left < 0 and not sql.startswith(("ROLLBACK", "RELEASE")):
            raise OperationalError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield


def test_three_hundred_pages_come_over_as_they_were(journal, current):
    fill(journal, 300)
    entries.write_entry(current, words=Words("Here before", ""))
    before, here = pages(journal), pages(current)

    merging.begin(current, journal)
    outcome, pressed = finish(current)

    merged = pages(fresh(current))
    assert (outcome, pressed) == (Outcome(done=True), 1)
    assert [page for page in merged if page not in here] == before
    assert len(merged) == 301
    assert examining.examine(current) == []
    assert not Vault.objects.filter(pk=journal.vault_id).exists()


def test_long_journal_takes_several_steps(journal, current, monkeypatch):
    monkeypatch.setattr(merging, "BATCH", 6)
    fill(journal, 50)
    merging.begin(current, journal)

    first = merging.go_on(current)

    assert first == Outcome(done=False)
    assert merging.is_under_way(current)
    assert len(pages(fresh(current))) in {29, 30}  # the settings may be one of thirty
    assert finish(current)[0] == Outcome(done=True)
    assert len(pages(fresh(current))) == 50
    assert not merging.is_under_way(current)


def test_interrupted_merging_loses_and_doubles_nothing(journal, current, monkeypatch):
    monkeypatch.setattr(merging, "BATCH", 20)
    fill(journal, 60)
    before = pages(journal)
    merging.begin(current, journal)

    for statements in (3, 40, 90, 140, 200, 333):
        with failing_after(statements), pytest.raises(OperationalError):
            merging.go_on(fresh(current))

    assert pages(journal) == before
    assert finish(current)[0] == Outcome(done=True)
    assert pages(fresh(current)) == before
    assert examining.examine(current) == []


def test_merging_goes_on_after_the_next_unlock(alice, journal, current, monkeypatch):
    monkeypatch.setattr(merging, "BATCH", 5)
    monkeypatch.setattr(merging, "BATCHES", 1)
    fill(journal, 12)
    merging.begin(current, journal)
    merging.go_on(current)
    unlocking.lock_everywhere(alice.pk)

    opening = unlock_with_passphrase(alice, passphrase=NEW, session_key="s")

    assert finish(opening.journal)[0] == Outcome(done=True)
    assert len(pages(fresh(current))) == 12


def test_page_erased_between_two_steps_stays_erased(journal, current, monkeypatch):
    monkeypatch.setattr(merging, "BATCH", 5)
    monkeypatch.setattr(merging, "BATCHES", 1)
    fill(journal, 12)
    merging.begin(current, journal)
    merging.go_on(current)
    gone = timeline.page(fresh(current)).leaves[0].id

    entries.erase_entry(current, record=gone)
    finish(current)

    assert len(pages(fresh(current))) == 11


def test_merging_begun_anew_doubles_nothing(journal, current, monkeypatch):
    monkeypatch.setattr(merging, "BATCH", 5)
    monkeypatch.setattr(merging, "BATCHES", 1)
    fill(journal, 12)
    merging.begin(current, journal)
    merging.go_on(current)

    merging.begin(fresh(current), journal)
    finish(current)

    assert len(pages(fresh(current))) == 12


def test_words_that_wait_in_the_closed_inbox_come_along(journal, current):
    fill(journal, 2)
    ticket = inbox.seal_for_drop(journal.vault)
    inbox.keep(ticket=ticket, token="", words=Words("", "Typed while it was closed."))
    merging.begin(current, journal)

    outcome, _pressed = finish(current)

    assert outcome == Outcome(done=True)
    texts = [text for _header, text in pages(fresh(current))]
    assert len(texts) == 3
    assert texts.count("Typed while it was closed.") == 1


def test_what_does_not_open_keeps_the_closed_journal(journal, current):
    fill(journal, 3)
    broken = timeline.page(journal).leaves[0].id
    Record.objects.filter(id=broken).update(body=b"nothing")
    merging.begin(current, journal)

    outcome, _pressed = finish(current)

    assert outcome == Outcome(done=True, kept=True)
    assert len(pages(fresh(current))) == 2
    assert Record.objects.filter(id=broken, vault=journal.vault_id).exists()
    assert not merging.is_under_way(current)


def test_missing_page_keeps_the_closed_journal_as_evidence(journal, current):
    fill(journal, 3)
    Record.objects.filter(id=timeline.page(journal).leaves[0].id).delete()
    merging.begin(current, journal)

    assert finish(current)[0] == Outcome(done=True, kept=True)
    assert Vault.objects.filter(pk=journal.vault_id).exists()


def test_id_that_another_writer_holds_is_replaced(journal, current, carols):
    fill(journal, 1)
    merging.begin(current, journal)
    (old,) = (leaf.id for leaf in timeline.page(journal).leaves)
    taken = merging.record_for(current, old, revision=1)
    entries.write_entry(carols, words=Words("Hers", ""), record=taken)

    finish(current)

    assert len(pages(fresh(current))) == 1
    assert Record.objects.get(id=taken).vault_id == carols.vault_id


def test_merging_leaves_the_current_journal_open(alice, journal, current):
    opening = unlocking.keep_open(current, session_key="s")
    merging.begin(current, journal)

    finish(current)

    assert unlocking.opened(alice, cookie=opening.cookie, session_key="s") is not None
    assert Unlock.objects.count() == 1


def test_merged_journal_shares_the_fate_of_the_one_it_went_into(journal, current):
    """A backup from before holds its pages in the old journal alone."""
    merging.begin(current, journal)
    finish(current)
    both = [journal.vault_id, current.vault_id]
    assert ports.ledger.erased_among(both) == []

    ports.ledger.note_erased(current.vault_id)

    assert ports.ledger.erased_among(both) == both


def test_beginning_calls_off_the_end_of_the_closed_journal(alice, journal, current):
    waiting.ask([journal.vault_id])

    merging.begin(current, journal)

    assert waiting.pending(alice) == []


def test_nothing_is_brought_without_a_beginning(current):
    assert merging.go_on(current) == Outcome(done=True)


def test_damaged_list_of_the_current_journal_comes_first(journal, current):
    fill(journal, 1)
    merging.begin(current, journal)
    Vault.objects.filter(pk=current.vault_id).update(manifest_head=b"")

    with pytest.raises(ListDamagedError):
        merging.begin(fresh(current), journal)


def test_key_at_rest_shows_nothing_of_itself(journal, current):
    merging.begin(current, journal)

    state = merging._state(current)  # noqa: SLF001 -- it holds a key

    assert repr(state) == "<merging>"
    assert repr(read_preferences(current)) == "<Preferences>"


@pytest.mark.parametrize("kind", ["passphrase", "code"])
def test_closed_journal_opens_with_either_secret(
    alice, journal, current, passphrase, kind
):
    code = read_preferences(journal).pending_code
    (vault,) = closed.closed_journals(alice)

    opened = closed.open_closed(
        vault, secret={"passphrase": passphrase, "code": code}[kind]
    )

    assert opened.key == journal.key


@pytest.mark.parametrize("secret", ["not these words", NEW])
def test_closed_journal_opens_with_nothing_else(alice, current, secret):
    (vault,) = closed.closed_journals(alice)

    with pytest.raises(WrongSecretError):
        closed.open_closed(vault, secret=secret)


def test_code_of_another_journal_does_not_open_it(alice, current):
    (vault,) = closed.closed_journals(alice)

    with pytest.raises(WrongSecretError):
        closed.open_closed(vault, secret=read_preferences(current).pending_code)


def test_empty_text_opens_no_closed_journal(alice, current):
    (vault,) = closed.closed_journals(alice)

    with pytest.raises(PassphraseError):
        closed.open_closed(vault, secret=" ")


def test_closed_journal_is_found_by_its_owner_alone(alice, carol, journal, current):
    assert closed.closed_journal(alice, vault=journal.vault_id).pk == journal.vault_id
    with pytest.raises(Http404):
        closed.closed_journal(carol, vault=journal.vault_id)
    with pytest.raises(Http404):
        closed.closed_journal(alice, vault=current.vault_id)
