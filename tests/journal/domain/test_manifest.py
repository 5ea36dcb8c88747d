"""The list at work: in order and complete whatever happens, and cheap to open."""

import hashlib
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.crypto.keys import VaultKey
from journal.crypto.manifest_block import (
    FIRST_MOMENT,
    LINES_PER_BLOCK,
    ManifestLine,
)
from journal.crypto.manifest_head import ManifestHead
from journal.domain import manifest
from journal.domain.errors import ListDamagedError
from journal.domain.opened import OpenJournal
from journal.models import ManifestBlock, Vault

KEY = VaultKey(b"k" * 32)
PAGE = 20
OWN_BLOCKS = 'FROM "journal_manifestblock"'


def line(number, moment=None):
    """Return a line that is cheap to make: its digest is that of its number."""
    digest = hashlib.sha256(str(number).encode()).digest()
    moment = number if moment is None else moment
    return ManifestLine(UUID(int=number + 1), 1, digest, moment=moment)


def mixed(lines):
    """Return lines in an order that has nothing to do with their moments."""
    return sorted(lines, key=lambda one: one.digest)


def filled(journal, lines):
    """Return a change with these lines in it, not saved yet."""
    change = manifest.Change(journal, manifest.read_head(journal))
    for each in lines:
        change.put_in(each)
    return change


def seen(journal):
    """Return record and moment of every line but the settings', in the list's order."""
    head = manifest.read_head(journal)
    lines = manifest.all_lines(journal, head)
    return [(one.record, one.moment) for one in lines if one.record != head.settings]


def by_moment(pairs):
    return [moment for _record, moment in pairs]


@pytest.fixture
def long_journal(journal):
    """1,000 lines in a mixed order, and what they should look like in order."""
    lines = [line(number, moment=number * 60) for number in range(1000)]
    filled(journal, mixed(lines)).save()
    return journal


# The model of the property: a dictionary of moments by record.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["in", "in", "in", "out", "move"]),
        st.integers(0, 60),
        st.integers(-5, 12),
    ),
    max_size=40,
)
START = st.integers(600, 700)
CROWDED = st.sampled_from([1, 7, 300, 10_000])  # how many lines share one moment


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(START, CROWDED, STEPS)
def test_lines_stay_sorted_and_complete_across_splits(journal, start, crowd, steps):
    lines = [line(number, moment=number // crowd) for number in range(start)]
    change = manifest.Change(journal, ManifestHead(0, 1))
    for each in mixed(lines):
        change.put_in(each)
    model = {each.record: each.moment for each in lines}

    for verb, number, moment in steps:
        record = UUID(int=number * 11 + 1)
        if record in model:
            change.take_out(record=record, moment=model.pop(record))
        if verb != "out":
            change.put_in(line(number * 11, moment=moment))
            model[record] = moment
    change.save()

    head = manifest.read_head(journal)
    found = [(o.record, o.moment) for o in manifest.all_lines(journal, head)]
    assert by_moment(found) == sorted(model.values())
    assert dict(found) == model
    assert len(found) == len(model) == sum(block.count for block in head.blocks)
    assert all(0 < block.count <= LINES_PER_BLOCK for block in head.blocks)
    for block in head.blocks:
        moments = [one.moment for one in manifest.read_block(journal, block)]
        assert (block.first, block.last) == (moments[0], moments[-1])


@pytest.mark.parametrize("count", [1, 255, 256, 257, 513])
def test_lines_at_the_growing_end_fill_their_blocks(journal, count):
    filled(journal, [line(number) for number in range(count)]).save()

    head = manifest.read_head(journal)
    assert by_moment(seen(journal)) == list(range(count))
    assert len(head.blocks) == 1 + count // LINES_PER_BLOCK
    assert manifest.count(head) == count


def test_lines_in_the_middle_split_a_full_block_in_halves(journal):
    filled(journal, [line(number * 2) for number in range(255)]).save()

    filled(journal, [line(101)]).save()

    counts = [block.count for block in manifest.read_head(journal).blocks]
    assert counts == [128, 129]


@pytest.mark.parametrize("number", [1, 2, 13, 49, 50, 51, 99])
def test_pages_are_slices_of_the_sorted_list(long_journal, number):
    head = manifest.read_head(long_journal)
    newest_first = sorted(seen(long_journal), key=lambda pair: pair[1], reverse=True)
    skip = (number - 1) * PAGE

    page = manifest.newest(long_journal, head, skip=skip, take=PAGE)

    assert [(one.record, one.moment) for one in page] == newest_first[
        skip : skip + PAGE
    ]


@pytest.mark.parametrize("take", [9, 255, 256, 257, 2000])
def test_pages_of_any_size_join_up_to_the_whole(long_journal, take):
    head = manifest.read_head(long_journal)
    found = []
    for skip in range(0, 1000, take):
        found += manifest.newest(long_journal, head, skip=skip, take=take)

    assert [(one.record, one.moment) for one in found] == seen(long_journal)[::-1]


def block_queries(captured):
    return len([each for each in captured if OWN_BLOCKS in each["sql"]])


@pytest.mark.parametrize("number", [1, 25, 50])
def test_a_page_of_a_long_journal_opens_two_blocks_at_most(long_journal, number):
    head = manifest.read_head(long_journal)
    assert len(head.blocks) >= 4

    with CaptureQueriesContext(connection) as captured:
        manifest.newest(long_journal, head, skip=(number - 1) * PAGE, take=PAGE)

    assert block_queries(captured) in {1, 2}


def test_page_one_of_a_long_journal_opens_one_block(long_journal):
    head = manifest.read_head(long_journal)

    with CaptureQueriesContext(connection) as captured:
        manifest.newest(long_journal, head, skip=0, take=PAGE)

    assert block_queries(captured) == 1


def test_a_write_in_a_long_journal_seals_one_block(long_journal):
    before = dict(ManifestBlock.objects.values_list("pk", "revision"))

    filled(long_journal, [line(5000, moment=30_001)]).save()

    after = dict(ManifestBlock.objects.values_list("pk", "revision"))
    changed = [pk for pk in after if before.get(pk) != after[pk]]
    assert len(changed) in {1, 2}  # two where the block was full and was split


def test_line_is_found_by_record_and_moment(long_journal):
    head = manifest.read_head(long_journal)

    found = manifest.line_of(long_journal, head, record=UUID(int=501), moment=30_000)

    assert found == line(500, moment=30_000)
    for record, moment in ((UUID(int=501), 9_000_000), (UUID(int=7777), 30_000)):
        assert (
            manifest.line_of(long_journal, head, record=record, moment=moment) is None
        )


def test_emptied_block_is_dropped_from_list_and_table(journal):
    filled(journal, [line(number) for number in range(600)]).save()
    change = manifest.Change(journal, manifest.read_head(journal))

    for number in range(600):
        change.take_out(record=UUID(int=number + 1), moment=number)
    change.save()

    head = manifest.read_head(journal)
    assert seen(journal) == []
    assert ManifestBlock.objects.count() == len(head.blocks)
    assert manifest.count(head) == 0


def test_taking_out_what_is_not_there_changes_nothing(long_journal):
    before = seen(long_journal)
    change = manifest.Change(long_journal, manifest.read_head(long_journal))

    change.take_out(record=UUID(int=9999), moment=30_000)
    change.take_out(record=UUID(int=501), moment=9_999_999)
    change.save()

    assert seen(long_journal) == before


def test_each_save_raises_the_counter_by_one(journal):
    before = manifest.read_head(journal).counter

    filled(journal, [line(1)]).save()
    filled(journal, [line(2)]).save()

    assert manifest.read_head(journal).counter == before + 2


def test_settings_line_is_first_of_all_and_on_no_page(long_journal):
    head = manifest.read_head(long_journal)
    first = next(manifest.all_lines(long_journal, head))

    assert (first.record, first.moment) == (head.settings, FIRST_MOMENT)
    assert manifest.count(head) == 1000
    assert manifest.newest(long_journal, head, skip=1000, take=PAGE) == []


@pytest.mark.parametrize("sealed", [b"", b"\x01", bytes(1053), b"\x01" + bytes(1052)])
def test_head_that_does_not_open_is_told(journal, sealed):
    Vault.objects.update(manifest_head=sealed)
    journal.vault.refresh_from_db()

    with pytest.raises(ListDamagedError):
        manifest.read_head(journal)


def test_head_of_another_journal_does_not_open(journal, carols):
    Vault.objects.filter(pk=journal.vault_id).update(
        manifest_head=carols.vault.manifest_head
    )
    journal.vault.refresh_from_db()

    with pytest.raises(ListDamagedError):
        manifest.read_head(journal)
    with pytest.raises(ListDamagedError):
        manifest.read_head(OpenJournal(carols.vault, KEY))


@pytest.mark.parametrize("change", ["deleted", "emptied", "flipped", "moved", "older"])
def test_block_that_is_not_as_the_head_says_is_told(journal, carols, change):
    filled(journal, [line(1)]).save()
    head = manifest.read_head(journal)
    row = ManifestBlock.objects.get(vault=journal.vault_id)
    rows = ManifestBlock.objects.filter(pk=row.pk)
    sealed = bytes(row.sealed)
    if change == "deleted":
        rows.delete()
    elif change == "emptied":
        rows.update(sealed=b"")
    elif change == "flipped":
        rows.update(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))
    elif change == "moved":
        rows.update(vault=carols.vault_id)
    else:
        filled(journal, [line(2)]).save()
        head = manifest.read_head(journal)
        row.save()

    with pytest.raises(ListDamagedError):
        list(manifest.all_lines(journal, head))


def test_block_of_another_revision_does_not_open(journal):
    filled(journal, [line(1)]).save()
    head = manifest.read_head(journal)
    renumbered = tuple(replace(block, revision=9) for block in head.blocks)

    with pytest.raises(ListDamagedError):
        list(manifest.all_lines(journal, replace(head, blocks=renumbered)))
