"""Lists: sealed, ordered, and nobody else's."""

import uuid

import pytest
from django.db import connection
from django.http import Http404

from resources.sharing.domain import lists
from resources.sharing.domain.matter import ITEMS_MAXIMUM, Item, Kind, Matter
from resources.sharing.domain.ports import NoteError, SealedError
from resources.sharing.models import Link, ReadingList
from tests.resources.sharing.factories import (
    ITEMS,
    LIST,
    NOTE,
    a_link,
    a_list,
    matter_of,
)

pytestmark = pytest.mark.django_db

ONE, TWO, THREE = (Item(Kind.ARTICLE, slug) for slug in ("one", "two", "three"))


def test_list_comes_back_as_it_was_written(bob):
    pk = a_list(bob)

    assert lists.list_of(bob, pk).matter == Matter(
        name=LIST, note=NOTE, shows_name=True, language="en", items=ITEMS
    )


def test_row_holds_nothing_of_the_words(bob):
    a_list(bob)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sharing_readinglist")
        (row,) = cursor.fetchall()
    names = {field.column for field in ReadingList._meta.concrete_fields}  # noqa: SLF001 -- Django's documented API
    assert names == {"id", "owner_id", "sealed"}
    stored = b"".join(
        bytes(cell) for cell in row if not isinstance(cell, str | uuid.UUID)
    )
    for words in (LIST, NOTE, "breath", "exercise", "lines", "name"):
        assert words.encode() not in stored


def test_lists_of_different_length_have_one_size(bob):
    a_list(bob, items=(), note="")
    a_list(bob)

    assert len({len(bytes(row.sealed)) for row in ReadingList.objects.all()}) == 1


def test_bytes_of_one_list_do_not_open_in_another(bob):
    one, two = a_list(bob), a_list(bob, name="Another")
    other = ReadingList.objects.get(pk=two)
    ReadingList.objects.filter(pk=one).update(sealed=other.sealed)

    with pytest.raises(SealedError):
        lists.open_list(ReadingList.objects.get(pk=one))


def test_list_after_a_lost_secret_says_so_and_can_be_erased(bob, settings):
    pk = a_list(bob)
    settings.SECRET_KEY = "another secret" * 5

    assert matter_of(bob, pk).name == "A list that does not open any more"
    assert matter_of(bob, pk).items == ()
    lists.erase_list(bob, pk)
    assert ReadingList.objects.count() == 0


def test_lists_stand_in_the_order_of_their_names(bob, carol):
    a_list(carol, name="a")
    for name in ("willow", "Birch", "ash"):
        a_list(bob, name=name)

    assert [one.matter.name for one in lists.lists_of(bob)] == [
        "ash",
        "Birch",
        "willow",
    ]


def test_another_persons_list_is_not_found(bob, carol):
    pk = a_list(bob)

    for attempt in (
        lambda: lists.list_of(carol, pk),
        lambda: lists.change_list(carol, pk, change=lambda old: old),
        lambda: lists.erase_list(carol, pk),
    ):
        with pytest.raises(Http404):
            attempt()
    assert matter_of(bob, pk).name == LIST


def test_item_is_added_once_at_the_end():
    matter = Matter(name="x", items=(ONE, TWO))

    assert lists.added(matter, THREE).items == (ONE, TWO, THREE)
    assert lists.added(matter, ONE).items == (ONE, TWO)


@pytest.mark.parametrize(
    ("item", "by", "order"),
    [
        (TWO, -1, (TWO, ONE, THREE)),
        (TWO, 1, (ONE, THREE, TWO)),
        (ONE, -1, (ONE, TWO, THREE)),
        (THREE, 1, (ONE, TWO, THREE)),
        (Item(Kind.PLACES, "IE"), 1, (ONE, TWO, THREE)),
    ],
)
def test_item_is_moved_within_the_list(item, by, order):
    matter = Matter(name="x", items=(ONE, TWO, THREE))

    assert lists.moved(matter, str(item), by=by).items == order


def test_item_is_taken_off():
    matter = Matter(name="x", items=(ONE, TWO))

    assert lists.without(matter, str(ONE)).items == (TWO,)


def test_list_holds_no_more_than_fits():
    many = [Item(Kind.ARTICLE, str(number)) for number in range(ITEMS_MAXIMUM + 1)]

    assert len(Matter(name="x").with_items(many).items) == ITEMS_MAXIMUM


def test_copy_has_the_same_matter_and_no_links(bob):
    pk = a_list(bob)
    a_link(bob, pk=pk)

    made = lists.copy_list(bob, matter=matter_of(bob, pk))

    assert matter_of(bob, made).name == f"{LIST} (copy)"
    assert matter_of(bob, made).items == ITEMS
    assert Link.objects.filter(reading_list_id=made).count() == 0


def test_lists_of_one_account_are_limited(bob, monkeypatch):
    monkeypatch.setattr(lists, "LISTS_MAXIMUM", 1)
    a_list(bob)

    with pytest.raises(lists.TooManyListsError):
        a_list(bob)


def test_list_that_could_not_be_noted_is_not_erased(bob, settings, tmp_path):
    pk = a_list(bob)
    settings.LEDGER_FILE = tmp_path  # a folder

    with pytest.raises(NoteError):
        lists.erase_list(bob, pk)

    assert matter_of(bob, pk).name == LIST


def test_deleted_account_takes_its_lists_and_links_along(bob):
    a_link(bob)

    bob.delete()

    assert (ReadingList.objects.count(), Link.objects.count()) == (0, 0)
