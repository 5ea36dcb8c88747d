"""Making a link, handing it over once, extending and ending it."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from resources.sharing.domain import links
from resources.sharing.domain.reading import opened_by
from resources.sharing.models import Link
from tests.resources.sharing.factories import LIST, NAME, a_link, a_list

pytestmark = pytest.mark.django_db


def make(client, pk, days="30"):
    return client.post(reverse("link-make", args=[pk]), {"days": days})


def token_in(response) -> str:
    (token,) = set(re.findall(r"/s/([\w-]{22})/", response.content.decode()))
    return token


def test_link_is_shown_on_a_card_that_opens_the_list(bob, bob_client):
    pk = a_list(bob)

    answer = make(bob_client, pk)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert opened_by(token_in(answer)) is not None
    assert Link.objects.get().expires_on == timezone.localdate() + timedelta(days=30)


def test_card_names_neither_the_list_nor_the_counselor(bob, bob_client):
    page = make(bob_client, a_list(bob)).content.decode()

    card = page.split('<div class="card">')[1].split("no-print")[0]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", card)).split())
    assert words.startswith("A reading list http://testserver/s/")
    assert [secret for secret in (LIST, NAME, "bob") if secret in words] == []


def test_token_is_nowhere_but_in_that_one_answer(bob, bob_client):
    pk = a_list(bob)
    token = token_in(make(bob_client, pk))

    for name, args in (("lists", []), ("list", [pk]), ("list-preview", [pk])):
        assert token not in bob_client.get(reverse(name, args=args)).content.decode()
    assert [row for row in Link.objects.values_list() if token in str(row)] == []


@pytest.mark.parametrize("days", ["", "0", "31", "91", "x"])
def test_link_for_other_days_is_not_made(bob, bob_client, days):
    assert make(bob_client, a_list(bob), days).status_code == 404
    assert Link.objects.count() == 0


def test_each_list_can_have_several_links(bob, bob_client):
    pk = a_list(bob)

    tokens = {token_in(make(bob_client, pk, days)) for days in ("7", "30", "60", "90")}

    assert len(tokens) == 4
    assert [link.number for link in Link.objects.all()] == [1, 2, 3, 4]


def test_list_with_too_many_links_says_so(bob, bob_client, monkeypatch):
    monkeypatch.setattr(links, "LINKS_MAXIMUM", 0)
    pk = a_list(bob)

    answer = make(bob_client, pk)

    assert answer["Location"] == reverse("list", args=[pk])
    assert (
        "as many links as it may have"
        in bob_client.get(answer["Location"]).content.decode()
    )


def test_link_is_ended_at_once(bob, bob_client):
    made = a_link(bob)

    answer = bob_client.post(reverse("link-end", args=[made.link.pk]))

    assert answer["Location"] == reverse("list", args=[made.link.reading_list_id])
    assert opened_by(made.token) is None


def test_link_that_could_not_be_ended_says_so(bob, bob_client, settings, tmp_path):
    made = a_link(bob)
    settings.LEDGER_FILE = tmp_path  # a folder

    answer = bob_client.post(reverse("link-end", args=[made.link.pk]), follow=True)

    assert "The link still opens" in answer.content.decode()
    assert opened_by(made.token) is not None


def test_link_is_extended(bob, bob_client):
    made = a_link(bob)

    bob_client.post(reverse("link-extend", args=[made.link.pk]))

    assert Link.objects.get().expires_on == timezone.localdate() + timedelta(days=60)


def test_counselor_sees_days_and_nothing_that_a_reader_did(bob, bob_client, client):
    pk = a_list(bob)
    made = a_link(bob, pk=pk)
    before = bob_client.get(reverse("list", args=[pk])).content.decode()

    client.get(reverse("shared-list", args=[made.token]))
    after = bob_client.get(reverse("list", args=[pk])).content.decode()

    def shown(page):
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    assert shown(after) == shown(before)
    assert re.findall(r"<dt>([^<]+)</dt>", after) == ["Made", "Open until"]
