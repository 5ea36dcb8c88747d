"""Writing a list, putting it in order, copying and erasing it."""

import html
import re

import pytest
from django.conf import settings as site_settings
from django.urls import reverse

from resources.sharing.domain import lists
from resources.sharing.domain.matter import Item, Kind
from resources.sharing.models import ReadingList, State
from tests.resources.directory.factories import a_place
from tests.resources.library.factories import make_article
from tests.resources.sharing.factories import a_counselor, a_link, a_list, matter_of

pytestmark = pytest.mark.django_db

SENT = {
    "name": "For Tuesdays",
    "articles": ["tides", "waves"],
    "exercises": ["breath"],
    "lines": "IE",
    "places": "IE",
    "note": "Begin anywhere.",
    "shows_name": "on",
}
BREATH = Item(Kind.EXERCISE, "breath")
IRELAND = Item(Kind.LINES, "IE")


@pytest.fixture
def _library():
    make_article("tides", title="Tides")
    make_article("waves", title="Waves")
    a_place(countries=["IE"])


def text_of(response) -> str:
    return html.unescape(
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
    )


@pytest.mark.usefixtures("_library")
def test_new_list_holds_what_was_chosen(alice, alice_client):
    answer = alice_client.post(reverse("list-new"), SENT)

    (found,) = lists.lists_of(alice)
    assert answer["Location"] == reverse("list", args=[found.pk])
    assert [str(item) for item in found.matter.items] == [
        "article:tides", "article:waves", "exercise:breath", "lines:IE", "places:IE"
    ]  # fmt: skip
    assert (found.matter.name, found.matter.note) == ("For Tuesdays", "Begin anywhere.")
    assert found.matter.shows_name


@pytest.mark.usefixtures("_library")
def test_list_without_a_name_comes_back_with_what_was_chosen(alice_client):
    answer = alice_client.post(reverse("list-new"), {**SENT, "name": ""})

    assert answer.status_code == 422
    assert len(re.findall(r"<input[^>]+checked", answer.content.decode())) == 4
    assert "Begin anywhere." in text_of(answer)
    assert ReadingList.objects.count() == 0


def test_note_is_no_longer_than_its_limit(alice_client):
    answer = alice_client.post(reverse("list-new"), {"name": "x", "note": "w" * 501})

    assert answer.status_code == 422
    assert ReadingList.objects.count() == 0


def test_note_warns_not_to_write_about_the_person(alice_client):
    said = text_of(alice_client.get(reverse("list-new")))

    assert said.count("Do not write anything about the person.") == 1
    assert said.count("Do not use the name of a person.") == 1


@pytest.mark.usefixtures("_library")
def test_changed_list_keeps_its_order(bob, bob_client):
    pk = a_list(bob, items=[IRELAND, Item(Kind.ARTICLE, "waves"), BREATH])

    bob_client.post(reverse("list-edit", args=[pk]), {**SENT, "exercises": []})

    assert [str(item) for item in matter_of(bob, pk).items] == [
        "lines:IE", "article:waves", "article:tides", "places:IE"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "order"),
    [
        ("down exercise:breath", [IRELAND, BREATH]),
        ("up lines:IE", [IRELAND, BREATH]),
        ("out exercise:breath", [IRELAND]),
        ("up nothing:there", [BREATH, IRELAND]),
        ("sideways exercise:breath", [BREATH, IRELAND]),
        ("", [BREATH, IRELAND]),
    ],
)
def test_item_is_moved_by_its_button(bob, bob_client, sent, order):
    pk = a_list(bob)

    bob_client.post(reverse("list-move", args=[pk]), {"move": sent})

    assert list(matter_of(bob, pk).items) == order


def test_copy_leads_to_the_copy(bob, bob_client):
    pk = a_list(bob)

    answer = bob_client.post(reverse("list-copy", args=[pk]))

    (copy,) = [one for one in lists.lists_of(bob) if one.pk != pk]
    assert answer["Location"] == reverse("list", args=[copy.pk])


def test_list_is_erased_after_one_question(bob, bob_client):
    pk = a_list(bob)
    bob_client.get(reverse("list-erase", args=[pk]))
    assert ReadingList.objects.count() == 1

    answer = bob_client.post(reverse("list-erase", args=[pk]), follow=True)

    assert ReadingList.objects.count() == 0
    assert "The list is gone" in text_of(answer)


def test_list_that_could_not_be_noted_says_so(bob, bob_client, settings, tmp_path):
    pk = a_list(bob)
    settings.LEDGER_FILE = tmp_path  # a folder

    answer = bob_client.post(reverse("list-erase", args=[pk]), follow=True)

    assert "Nothing was deleted" in text_of(answer)
    assert ReadingList.objects.count() == 1


@pytest.mark.parametrize("name", ["list-new", "list-copy", "list-ready", "list-add"])
def test_full_account_is_told_so(bob, bob_client, monkeypatch, name):
    make_article("tides")
    pk = a_list(bob)
    monkeypatch.setattr(lists, "LISTS_MAXIMUM", 1)
    args = {"list-copy": [pk], "list-ready": ["at-work"], "list-add": ["tides"]}

    address = reverse(name, args=args.get(name))
    answer = bob_client.post(address, {"name": "x", "to": ""}, follow=True)

    assert "You have as many lists as fit here" in text_of(answer)
    assert ReadingList.objects.count() == 1


def test_list_names_what_is_left_out(bob, bob_client):
    pk = a_list(bob, items=[BREATH, Item(Kind.ARTICLE, "retired")])

    assert "One thing is left out" in text_of(
        bob_client.get(reverse("list", args=[pk]))
    )


def test_preview_is_what_the_reader_sees(bob, bob_client, client):
    pk = a_list(bob)
    token = a_link(bob, pk=pk).token

    def core(address, who):
        page = who.get(address).content.decode()
        main = page.split('<div class="opening">')[1].split("</main>")[0]
        return re.sub(r"<dd>[^<]*(20\d\d|that you choose)[^<]*</dd>", "", main)

    assert core(reverse("list-preview", args=[pk]), bob_client) == core(
        reverse("shared-list", args=[token]), client
    )


def test_preview_and_link_are_in_the_readers_language(bob, bob_client, settings):
    settings.LANGUAGES = [*site_settings.LANGUAGES, ("es", "Español")]
    pk = a_list(bob, language="es")

    preview = bob_client.get(reverse("list-preview", args=[pk]))
    made = bob_client.post(reverse("link-make", args=[pk]), {"days": "30"})

    assert preview.content.decode().count('<html lang="es"') == 1
    address = made.context["card"].address
    assert address.startswith("http://testserver/es/s/")
    opened = bob_client.get(address)
    assert opened.status_code == 200
    assert opened.content.decode().count('<html lang="es"') == 1
    assert opened["X-Robots-Tag"] == "noindex, nofollow"


def test_language_is_asked_where_there_are_two(alice, alice_client, settings):
    assert "Language of the page" not in text_of(alice_client.get(reverse("list-new")))
    settings.LANGUAGES = [*site_settings.LANGUAGES, ("es", "Español")]

    alice_client.post(reverse("list-new"), {"name": "x", "language": "es"})

    assert [one.matter.language for one in lists.lists_of(alice)] == ["es"]


@pytest.mark.parametrize("state", [None, State.WAITING, State.DECLINED])
def test_draft_can_be_written_and_not_shared(alice, alice_client, state):
    if state:
        a_counselor(alice, state=state, reason="x")
    pk = a_list(alice)

    page = alice_client.get(reverse("list", args=[pk])).content.decode()
    answer = alice_client.post(reverse("link-make", args=[pk]), {"days": "30"})

    assert "Make a link" not in page
    assert answer["Location"] == reverse("counselor")
    assert ReadingList.objects.get().links.count() == 0


def test_home_needs_the_same_queries_for_one_list_and_three(
    bob, bob_client, django_assert_num_queries
):
    a_list(bob)
    for _round in range(2):
        with django_assert_num_queries(4):  # session, account, lists, role
            bob_client.get(reverse("lists"))
        a_list(bob)
        a_list(bob)


def test_list_needs_the_same_queries_for_one_link_and_three(
    bob, bob_client, django_assert_num_queries
):
    pk = a_list(bob)
    a_link(bob, pk=pk)
    bob_client.get(reverse("list", args=[pk]))  # puts a token into the session
    for _round in range(2):
        with django_assert_num_queries(6):  # session, account, list, role, links twice
            bob_client.get(reverse("list", args=[pk]))
        a_link(bob, pk=pk)
        a_link(bob, pk=pk)
