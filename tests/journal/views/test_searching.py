"""The search page: words in a sealed address, results, and what is not searched for."""

import html
import re
from itertools import chain

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from journal.models import ManifestBlock, Record
from tests.journal.views.pages import begin, lock_behind_her_back, save, unlock

pytestmark = pytest.mark.alike  # domain/test_searching.py asks PostgreSQL
SEARCH = reverse("journal-search")


def look_for(client, words):
    """Send the form, and return the address that the browser is sent to."""
    response = client.post(SEARCH, {"words": words})
    assert response.status_code == 303, response.content.decode()
    return response["Location"]


def results(client, words):
    return client.get(look_for(client, words)).content.decode()


def test_search_answers_with_an_address_in_which_nothing_can_be_read(open_client):
    address = look_for(open_client, "heron")

    assert re.fullmatch(rf"{SEARCH}\?q=[\w-]{{210}}", address)
    assert look_for(open_client, "heron") != address


def test_found_entry_is_linked_with_its_hit_marked_and_escaped(open_client):
    entry = save(open_client, title="Sunday", text="A <b>héron</b> & a gull.")
    save(open_client, text="Only gulls.")

    page = results(open_client, "HERON")

    assert f'<a href="{entry}">Sunday</a>' in page
    assert "A &lt;b&gt;<mark>héron</mark>&lt;/b&gt; &amp; a gull." in page
    assert "Found in one entry." in page
    assert "2 were looked through." in page
    assert "Only gulls" not in page


def test_words_stay_in_the_field(open_client):
    page = results(open_client, 'gull "a heron"')

    assert 'value="gull &quot;a heron&quot;"' in page
    assert "Nothing was found." in page


def test_address_works_again_and_pages_lead_on(open_client):
    for number in range(21):
        save(open_client, text=f"Gull {number:02}.")
    address = look_for(open_client, "gull")

    first, again = (open_client.get(address).content.decode() for _ in range(2))
    links = re.findall(r'href="(\?q=[^"]*page=2)"', first)
    second = open_client.get(SEARCH + html.unescape(links[0])).content.decode()

    assert [page.count('class="leaf"') for page in (first, again, second)] == [
        20,
        20,
        1,
    ]
    numbers = [re.findall(r"</mark> (\d\d)\.", page) for page in (first, second)]
    assert sorted(chain(*numbers)) == [f"{number:02}" for number in range(21)]
    assert "Later entries" in second


@pytest.mark.parametrize("words", ["", "   ", '""', "\u0640", "a\0b", "é" * 513])
def test_words_that_cannot_be_looked_for_get_a_sentence_and_stay(open_client, words):
    response = open_client.post(SEARCH, {"words": words})

    assert response.status_code == 422
    assert b'class="summary"' in response.content
    if words.strip() and "\0" not in words:
        assert html.escape(words.strip()) in response.content.decode()


def test_longest_words_that_fit_are_looked_for(open_client):
    assert results(open_client, "é" * 512).count("Nothing was found.") == 1


def test_after_lock_and_unlock_the_address_shows_the_empty_form(
    open_client, passphrase
):
    save(open_client, text="A heron.")
    address = look_for(open_client, "heron")
    open_client.post(reverse("journal-lock"))

    locked = open_client.get(address)
    unlock(open_client, passphrase)
    page = open_client.get(address).content.decode()

    assert (
        locked["Location"] == f"{reverse('journal-unlock')}?next=%2Fjournal%2Fsearch%2F"
    )
    assert "heron" not in page
    assert "Please type it once more." in page


def test_address_opens_nothing_in_another_browser(open_client, alice, passphrase):
    save(open_client, text="A heron.")
    address = look_for(open_client, "heron")
    other = Client()
    other.force_login(alice)
    unlock(other, passphrase)

    assert "heron" not in other.get(address).content.decode()
    assert "heron" in open_client.get(address).content.decode()


@pytest.mark.parametrize("token", ["", "x", "é", "A" * 210, "=" * 9, "A" * 5000])
def test_strange_token_shows_the_empty_form(open_client, token):
    response = open_client.get(SEARCH, {"q": token})

    assert response.status_code == 200
    assert b"<mark>" not in response.content


def test_another_writers_words_are_not_found(open_client, carol_client):
    save(open_client, text="A heron.")
    begin(carol_client)

    assert "Nothing was found." in results(carol_client, "heron")


def test_words_sent_to_a_locked_journal_are_not_kept(open_client):
    lock_behind_her_back()
    before = Record.objects.count()

    response = open_client.post(SEARCH, {"words": "heron"})

    assert response["Location"].startswith(reverse("journal-unlock"))
    assert "heron" not in response["Location"]
    assert Record.objects.count() == before


def test_damaged_entry_is_said_and_the_rest_is_found(open_client):
    save(open_client, text="A heron.")
    damaged = save(open_client, text="Two herons.").split("/")[2]
    Record.objects.filter(id=damaged).update(body=b"\x01" + bytes(1052))

    page = results(open_client, "heron")

    assert "One entry was left out" in page
    assert page.count('class="leaf"') == 1


def test_damaged_list_leads_to_the_page_that_names_it(open_client):
    save(open_client, text="A heron.")
    address = look_for(open_client, "heron")
    ManifestBlock.objects.all().delete()

    assert open_client.get(address)["Location"] == reverse("journal-check")


def test_results_are_for_no_store_and_leave_by_themselves(open_client):
    response = open_client.get(look_for(open_client, "heron"))

    assert response["Cache-Control"] == "no-store"
    assert reverse("journal-unlock") in response["Refresh"]
    assert "q%3D" not in response["Refresh"]
    assert "q=" not in response["Refresh"]


def test_search_without_the_form_token_is_refused(open_client):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = open_client.cookies

    assert strict.post(SEARCH, {"words": "heron"}).status_code == 403
    assert settings.UNLOCK_COOKIE_NAME in strict.cookies


def test_search_writes_nothing(open_client, django_assert_num_queries):
    save(open_client, text="A heron.")
    before = list(Record.objects.values())

    results(open_client, "heron")

    assert list(Record.objects.values()) == before
