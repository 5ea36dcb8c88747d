"""Search: everything is looked through, newest first, and what is damaged is said."""

import tracemalloc
from datetime import UTC, datetime, timedelta, timezone

import pytest

from journal.domain import entries, manifest, searching, timeline
from journal.domain.errors import ListDamagedError
from journal.domain.matter import Prompt, Words
from journal.domain.moments import Moment
from journal.domain.preferences import change_preferences
from journal.domain.query import Query
from journal.domain.searching import open_search, seal_search, search
from journal.models import ManifestBlock, Record
from tests.journal.plenty import fill

COOKIE = "A" * 64
OTHER_COOKIE = "A" * 63 + "B"
QUERIES = 3  # the rows; the blocks with hits; the rows of the hits


def write(journal, text, *, title="", prompt=None, day=None, trusted=True):
    moment = Moment(datetime(2026, 5, day, 12, tzinfo=UTC), "UTC") if day else None
    words = Words(title, text, prompt)
    return entries.write_entry(journal, words=words, moment=moment, trusted=trusted)


def found(journal, typed, **options):
    return search(journal, Query.of(typed), **options)


def ids(page):
    return [hit.id for hit in page.hits]


def text_of(hit):
    return "".join(piece.text for piece in hit.text)


def hits_in(pieces):
    return [piece.text for piece in pieces if piece.is_hit]


def test_titles_words_and_prompts_are_looked_through(journal):
    title = write(journal, "One.", title="A Héron", day=1)
    text = write(journal, "Two herons.", day=2)
    prompt = write(journal, "Three.", prompt=Prompt("Which heron?"), day=3)
    source = write(journal, "Four.", prompt=Prompt("?", "Heron hours"), day=4)
    write(journal, "Five gulls.", day=5)

    page = found(journal, "heron")

    assert ids(page) == [source, prompt, text, title]
    assert (page.total, page.looked, page.left_out) == (4, 5, 0)
    assert hits_in(page.hits[3].title) == ["Héron"]
    assert hits_in(page.hits[2].text) == ["heron"]


def test_settings_are_no_entry_and_are_not_found(journal):
    change_preferences(journal, time_zone="Europe/Berlin")

    page = found(journal, "berlin")

    assert (page.total, page.looked, page.left_out) == (0, 0, 0)


def test_newest_is_first_whenever_it_was_written(journal):
    late = write(journal, "A gull.", day=20)
    early = write(journal, "A gull.", day=2)
    middle = write(journal, "A gull.", day=9)

    assert ids(found(journal, "gull")) == [late, middle, early]


def test_pages_hold_every_hit_once_and_the_last_page_is_the_last(journal):
    fill(journal, 45, text="A gull ")
    write(journal, "A heron.")

    pages = [found(journal, "gull", number=n) for n in (1, 2, 3)]

    assert [len(page.hits) for page in pages] == [20, 20, 5]
    assert len({record for page in pages for record in ids(page)}) == 45
    assert [page.has_earlier for page in pages] == [True, True, False]
    beyond = found(journal, "gull", number=10**8)
    assert (beyond.number, ids(beyond)) == (3, ids(pages[2]))


@pytest.mark.parametrize("many", [False, True])
def test_newest_are_shown_though_they_are_stored_in_any_order(
    journal, many, monkeypatch
):
    if many:  # more than are held at a time
        monkeypatch.setattr(searching, "MOST_BESIDE", 100)
    for day in (20, None, 9):  # without a day it is now: the newest of all
        write(journal, "A gull.", day=day)
    fill(journal, 600, text="A gull ")
    write(journal, "A gull.", day=5)
    newest = [leaf.id for leaf in timeline.page(journal).leaves]

    page = found(journal, "gull")

    assert (ids(page), page.total) == (newest, 604)


def test_first_and_last_days_there_are_stand_where_the_timeline_has_them(journal):
    offset = timezone(timedelta(minutes=17, seconds=30))
    for local in (
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC, microsecond=0),
        datetime(1960, 2, 3, tzinfo=offset),
    ):
        words = Words("", "A gull.")
        entries.write_entry(journal, words=words, moment=Moment(local, "UTC"))

    assert ids(found(journal, "gull")) == [
        leaf.id for leaf in timeline.page(journal).leaves
    ]


def test_hits_years_apart_are_shown_with_what_the_list_says(journal):
    fill(journal, 300, text="x")
    early, late = (write(journal, "A heron.", day=day) for day in (1, 2))
    fill(journal, 300, text="x")

    page = found(journal, "heron")

    assert (ids(page), page.total, page.left_out) == ([late, early], 2, 0)


def test_nobody_finds_another_writers_words(journal, carols):
    write(journal, "A heron.")

    page = found(carols, "heron")

    assert (page.total, page.looked) == (0, 0)


def test_damaged_row_is_left_out_and_said(journal):
    whole, damaged = write(journal, "A heron."), write(journal, "Two herons.")
    row = Record.objects.get(id=damaged)
    body = bytes(row.body)[:-1] + bytes([bytes(row.body)[-1] ^ 1])
    Record.objects.filter(id=damaged).update(body=body)

    page, other = found(journal, "heron"), found(journal, "gull")

    assert (ids(page), page.total, page.left_out) == ([whole], 2, 1)
    assert (other.looked, other.total, other.left_out) == (1, 0, 1)


def test_missing_row_is_said(journal):
    whole, missing = write(journal, "A heron."), write(journal, "Two herons.")
    Record.objects.filter(id=missing).delete()

    page = found(journal, "heron")

    assert (ids(page), page.left_out) == ([whole], 1)


def test_row_that_was_put_back_is_left_out_and_said(journal):
    record = write(journal, "A heron.")
    old = Record.objects.filter(id=record).values("revision", "header", "body").get()
    entries.revise_entry(journal, record=record, base=1, words=Words("", "A heron!"))
    Record.objects.filter(id=record).update(**old)

    page = found(journal, "heron")

    assert (page.hits, page.left_out) == ([], 1)


def test_erased_row_that_was_put_back_is_left_out(journal):
    record = write(journal, "A heron.")
    row = Record.objects.get(id=record)
    entries.erase_entry(journal, record=record)
    row.save(force_insert=True)

    assert found(journal, "heron").hits == []


def test_damaged_list_is_told_and_not_passed_over(journal):
    write(journal, "A heron.")
    ManifestBlock.objects.all().delete()

    with pytest.raises(ListDamagedError):
        found(journal, "heron")


def test_mark_of_untrusted_words_stays(journal):
    write(journal, "A heron.", trusted=False)

    (hit,) = found(journal, "heron").hits

    assert not hit.header.trusted


@pytest.mark.parametrize(
    ("text", "typed", "hit"),
    [
        ("\u0643\u064e\u062a\u064e\u0628\u062a \u0627\u0644\u064a\u0648\u0645",
         "\u0643\u062a\u0628\u062a", "\u0643\u064e\u062a\u064e\u0628\u062a"),
        ("a \U0001f469\u200d\U0001f680 day", "\U0001f680", "\U0001f680"),
        ("a\0heron\0b", "heron", "heron"),
        ("<b>heron</b> & co", "<b>heron", "<b>heron"),
        ("the seventh\r\n stair", '"seventh stair"', "seventh\r\n stair"),
        ("l’été", "l'ete", "l’été"),
    ],
)  # fmt: skip
def test_words_of_any_script_are_found_and_shown_as_written(journal, text, typed, hit):
    write(journal, text)

    (only,) = found(journal, typed).hits

    assert hits_in(only.text) == [hit]
    assert text_of(only) == text


def test_million_characters_are_looked_through(journal):
    write(journal, "\u0645\u0631\u062d\u0628\u0627 " * 166_666 + "then a heron")

    (hit,) = found(journal, "heron").hits

    assert hits_in(hit.text) == ["heron"]


@pytest.mark.parametrize("count", [3, 300])
def test_search_costs_the_same_number_of_queries(
    journal, count, django_assert_num_queries
):
    fill(journal, count, text="A gull ")
    write(journal, "A heron.")
    blocks = len(manifest.read_head(journal).blocks)

    with django_assert_num_queries(QUERIES):
        page = found(journal, "heron")

    assert (page.looked, page.total) == (count + 1, 1)
    assert blocks == (1 if count == 3 else 2)


def test_memory_of_a_search_does_not_grow_with_the_journal(journal, carols):
    fill(journal, 100)
    fill(carols, 1_000)

    short, long = (most_memory(each) for each in (journal, carols))

    assert long < short + 1_000_000


def most_memory(journal):
    found(journal, "words")
    tracemalloc.start()
    found(journal, "words")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_token_opens_under_its_own_half_only():
    token = seal_search("a heron", cookie=COOKIE)

    assert open_search(token, cookie=COOKIE) == "a heron"
    assert open_search(token, cookie=OTHER_COOKIE) is None
    assert open_search(token, cookie="") is None
    assert open_search("x" + token, cookie=COOKIE) is None
    assert "heron" not in token


def test_token_is_sealed_under_nothing_else_than_a_half():
    with pytest.raises(ValueError, match="no half"):
        seal_search("a heron", cookie="short")


def test_words_that_no_token_holds_are_told():
    assert searching.is_too_long("é" * 513)
    assert not searching.is_too_long("é" * 512)
