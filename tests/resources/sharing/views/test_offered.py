"""Ready lists to copy, and articles to put on a list."""

import pytest
from django.urls import reverse

from resources.sharing.domain import lists
from resources.sharing.domain.matter import Item, Kind
from tests.resources.library.factories import make_article
from tests.resources.sharing.factories import a_list, matter_of

pytestmark = pytest.mark.django_db

TIDES = Item(Kind.ARTICLE, "tides")


def test_ready_list_is_copied(alice, alice_client):
    address = reverse("list-ready", args=["sleep-and-calm"])
    assert "Sleep and calm" in alice_client.get(address).content.decode()

    alice_client.post(address)

    (mine,) = lists.lists_of(alice)
    assert (mine.matter.name, len(mine.matter.items)) == ("Sleep and calm", 6)


def test_list_that_does_not_ship_is_404(alice_client):
    assert alice_client.get(reverse("list-ready", args=["no"])).status_code == 404


def test_article_is_added_to_the_chosen_list(bob, bob_client):
    make_article("tides")
    one, two = a_list(bob, name="One"), a_list(bob, name="Two")

    answer = bob_client.post(reverse("list-add", args=["tides"]), {"to": str(two)})

    assert answer["Location"] == reverse("list", args=[two])
    assert matter_of(bob, two).items[-1] == TIDES
    assert TIDES not in matter_of(bob, one).items


def test_article_is_added_to_a_new_list(alice, alice_client):
    make_article("tides")

    alice_client.post(reverse("list-add", args=["tides"]), {"to": ""})

    (mine,) = lists.lists_of(alice)
    assert (mine.matter.name, mine.matter.items) == ("A new list", (TIDES,))


def test_article_is_not_added_to_another_persons_list(bob, carol, carol_client):
    make_article("tides")
    pk = a_list(bob)

    answer = carol_client.post(reverse("list-add", args=["tides"]), {"to": str(pk)})

    assert answer.status_code == 422
    assert TIDES not in matter_of(bob, pk).items
    assert lists.lists_of(carol) == []


def test_article_that_is_not_published_is_404(alice_client):
    assert alice_client.get(reverse("list-add", args=["tides"])).status_code == 404


def test_every_article_leads_there_by_a_plain_link(client):
    make_article("tides")

    page = client.get(reverse("article", args=["tides"])).content.decode()

    assert page.count(f'href="{reverse("list-add", args=["tides"])}"') == 1
    assert "csrf" not in page
