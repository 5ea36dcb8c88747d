"""The lists that ship: each reference leads somewhere."""

import io

import pytest
from django.core.management import call_command
from django.http import Http404

from resources.sharing.domain.items import shown_items
from resources.sharing.domain.matter import NAME_LENGTH, NOTE_LENGTH
from resources.sharing.domain.ready import ready_list, ready_lists

SLUGS = ["first-days", "sleep-and-calm", "at-work", "finding-somebody", "supporting"]


@pytest.mark.django_db
def test_every_item_of_a_ready_list_can_be_opened():
    call_command("load_library", stdout=io.StringIO())

    for ready in ready_lists("en"):
        shown = shown_items(ready.matter.items, language="en")
        assert [one.item for one in shown] == list(ready.matter.items), ready.slug


def test_five_lists_ship_and_fit_their_fields():
    assert [ready.slug for ready in ready_lists("en")] == SLUGS
    for ready in ready_lists("en"):
        assert 3 <= len(ready.matter.items) <= 6
        assert 0 < len(ready.matter.name) <= NAME_LENGTH
        assert 0 < len(ready.matter.note) <= NOTE_LENGTH


def test_language_without_lists_gets_those_of_the_site():
    (first, *_rest) = ready_lists("tlh")

    assert (first.slug, first.matter.language) == ("first-days", "en")


def test_list_that_does_not_ship_is_not_found():
    assert ready_list("at-work", language="en").slug == "at-work"
    with pytest.raises(Http404):
        ready_list("nothing", language="en")
