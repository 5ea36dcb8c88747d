"""Every page of lists: for whoever is signed in, and of lists only their own."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from resources.sharing.domain.matter import Item, Kind
from resources.sharing.models import Link, ReadingList
from resources.sharing.urls import urlpatterns
from resources.sharing.views.access import account
from tests.resources.library.factories import make_article
from tests.resources.sharing.factories import a_counselor, a_link, a_list, matter_of

pytestmark = pytest.mark.django_db

OPEN = {"lists": [], "counselor": [], "list-new": [],
        "list-ready": ["at-work"], "list-add": ["tides"]}  # fmt: skip
OF_A_LIST = ("list", "list-edit", "list-move", "list-copy", "list-erase",
             "list-preview", "link-make")  # fmt: skip
OF_A_LINK = ("link-end", "link-extend")
ONLY_FORMS = ("list-move", "list-copy", "link-make", *OF_A_LINK)
SENT = {"name": "Taken over", "days": "30", "move": "out exercise:breath"}


@pytest.fixture
def link(bob) -> Link:
    make_article("tides")
    return a_link(bob).link


def addresses(link):
    """Return every address of lists, those of Bob's list and link among them."""
    mine = {name: [link.reading_list_id] for name in OF_A_LIST}
    mine |= {name: [link.pk] for name in OF_A_LINK}
    return {name: reverse(name, args=args) for name, args in {**OPEN, **mine}.items()}


def test_every_address_is_among_those_tested(link):
    assert {pattern.name for pattern in urlpatterns} == set(addresses(link))


def test_stranger_is_led_to_sign_in(client, link):
    for name, address in addresses(link).items():
        if name not in ONLY_FORMS:
            answer = client.get(address)
            assert (answer.status_code, answer["Location"]) == (
                302, f"/account/login/?next={address}"
            )  # fmt: skip
        assert client.post(address, SENT).status_code in {302, 405}
    assert (ReadingList.objects.count(), Link.objects.get().ended_on) == (1, None)


def test_another_counselors_list_or_link_is_404(bob, carol, carol_client, link):
    a_counselor(carol)

    for name in (*OF_A_LIST, *OF_A_LINK):
        address = addresses(link)[name]
        expected = 405 if name in ONLY_FORMS else 404
        assert (name, carol_client.get(address).status_code) == (name, expected)
        if name not in {"list", "list-preview"}:
            assert (name, carol_client.post(address, SENT).status_code) == (name, 404)
    assert matter_of(bob, link.reading_list_id).items[0] == Item(
        Kind.EXERCISE, "breath"
    )
    assert (Link.objects.count(), Link.objects.get().ended_on) == (1, None)


def test_another_persons_list_looks_like_none_at_all(carol_client, link):
    there = carol_client.get(reverse("list", args=[link.reading_list_id]))
    nowhere = carol_client.get(reverse("list", args=[uuid.uuid4()]))

    assert (there.status_code, there.content) == (404, nowhere.content)


def test_view_without_its_gate_lets_nobody_in():
    request = RequestFactory().get("/lists/")
    request.user = AnonymousUser()

    with pytest.raises(PermissionDenied):
        account(request)


def test_forms_need_their_token(bob, link):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)

    for address in addresses(link).values():
        assert client.post(address, SENT).status_code in {403, 405}


def test_pages_are_neither_kept_nor_indexed(bob_client, link):
    for name, address in addresses(link).items():
        if name not in ONLY_FORMS:
            answer = bob_client.get(address)
            assert (name, answer.status_code) == (name, 200)
            assert "no-store" in answer["Cache-Control"]
            assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_home_shows_nobody_elses_lists(bob, carol_client):
    a_list(bob, name="Quiet otters")

    assert "Quiet otters" not in carol_client.get(reverse("lists")).content.decode()
