"""The library's search, as a reader meets it."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.library.search_form import MAX_LENGTH
from resources.library.views import PAGE_SIZE
from tests.resources.library.factories import make_article, make_topic

pytestmark = pytest.mark.django_db
LIBRARY = reverse("article-list")


def text_of(response) -> str:
    """Return a page's words on one line, without tags."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", page)


def titles_in(response) -> list[str]:
    found = re.findall(
        r'class="contents__title"[^>]*>(.*?)</a>', response.content.decode()
    )
    return [re.sub("<[^>]+>", "", title) for title in found]


def search(client, words):
    """Look for words as a browser does, and follow to the page of results."""
    return client.post(LIBRARY, {"words": words}, follow=True)


def test_search_leads_to_an_address_that_shows_no_word(client):
    make_article("tides", body="A row of lanterns.")

    response = client.post(LIBRARY, {"words": "lanterns"})

    assert response.status_code == 303
    assert re.fullmatch(r"/library/\?q=[\w-]{40,}", response["Location"])
    assert titles_in(client.get(response["Location"])) == ["The tides"]


def test_search_sets_one_cookie_that_ends_with_the_session(client):
    response = client.post(LIBRARY, {"words": "lanterns"})

    assert [*response.cookies] == [settings.FIND_COOKIE_NAME]
    crumb = response.cookies[settings.FIND_COOKIE_NAME]
    assert (crumb["httponly"], crumb["samesite"]) == (True, "Strict")
    assert (crumb["max-age"], crumb["expires"]) == ("", "")


def test_address_opens_nothing_in_another_browser_or_after_leaving(client):
    make_article("tides", title="Tides", body="A row of lanterns.")
    address = client.post(LIBRARY, {"words": "lanterns"})["Location"]

    elsewhere = Client().get(address)
    client.get(reverse("leave"))
    afterwards = client.get(address)

    for response in (elsewhere, afterwards):
        assert "<mark>" not in response.content.decode()
        assert "Short articles on coping" in text_of(response)


def test_hits_are_marked_and_everything_is_escaped(client):
    make_article("tides", title="Tides & <i>café</i>", content_note="No scenes.")

    response = search(client, '<b> "CAFE"')

    page = response.content.decode()
    assert "Tides &amp; &lt;i&gt;<mark>café</mark>&lt;/i&gt;" in page
    assert 'value="&lt;b&gt; &quot;CAFE&quot;"' in page
    assert "Holds: No scenes." in text_of(response)


@pytest.mark.parametrize("words", ["zzz", "?!", "\u0301"])
def test_nothing_found_leads_on(client, words):
    make_article("tides", topic=make_topic("healing", name="Healing"))

    response = search(client, words)

    page = response.content.decode()
    assert "Nothing found" in text_of(response)
    assert "Try one word alone" in text_of(response)
    assert reverse("topic", args=["healing"]) in page
    assert reverse("help-lines") in page.partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("words", ["", "   ", "\0\t"])
def test_search_for_nothing_asks_for_a_word(client, words):
    make_article("tides")

    response = client.post(LIBRARY, {"words": words})

    assert response.status_code == 200
    assert "Type a word, or the beginning of one." in text_of(response)
    assert response.cookies == {}


def test_search_for_too_much_says_so_and_loses_nothing(client):
    make_article("tides")
    words = "w" * (MAX_LENGTH + 1)

    response = client.post(LIBRARY, {"words": words})

    assert "This is too long. Please look for fewer words." in text_of(response)
    assert f'value="{words}"' in response.content.decode()
    assert titles_in(response) == ["The tides"]


def test_signs_that_cannot_be_seen_count_as_spaces(client):
    make_article("tides", body="A row of lanterns.")

    assert titles_in(search(client, "row\0lanterns\x1b")) == ["The tides"]


def test_some_of_the_words_are_found_and_the_page_says_so(client):
    make_article("tides", body="Lanterns.")

    response = search(client, "lanterns zzz")

    assert "No article has all of these words." in text_of(response)
    assert titles_in(response) == ["The tides"]


def test_long_results_come_in_pages_under_the_same_address(client):
    topic = make_topic()
    for number in range(PAGE_SIZE + 1):
        make_article(f"a{number}", body="Lanterns.", topic=topic)

    first = search(client, "lanterns")
    onward = re.findall(r'href="(\?q=[^"]*)" rel="next"', first.content.decode())
    second = client.get(LIBRARY + onward[0].replace("&amp;", "&"))

    assert (len(titles_in(first)), len(titles_in(second))) == (PAGE_SIZE, 1)
    assert set(titles_in(first)) & set(titles_in(second)) == set()
    assert 'rel="prev"' in second.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", ""])
def test_page_that_is_not_there_is_the_nearest(client, page):
    make_article("tides", body="Lanterns.")
    address = client.post(LIBRARY, {"words": "lanterns"})["Location"]

    assert titles_in(client.get(f"{address}&page={page}")) == ["The tides"]


def test_search_from_another_site_is_led_to_the_empty_form(client):
    response = client.post(
        LIBRARY, {"words": "lanterns"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (response.status_code, response["Location"]) == (303, LIBRARY)
    assert response.cookies == {}


def test_results_only_read_and_are_not_for_search_engines(client):
    make_article("tides", body="Lanterns.")
    address = client.post(LIBRARY, {"words": "lanterns"})["Location"]

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)

    verbs = {query["sql"].split()[0] for query in queries.captured_queries}
    assert verbs == {"SELECT"}
    assert response.cookies == {}
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_results_take_four_queries(client, django_assert_num_queries, rows):
    for number in range(rows):
        make_article(f"a{number}", body="Lanterns.")
    address = client.post(LIBRARY, {"words": "lanterns"})["Location"]

    with django_assert_num_queries(4):
        client.get(address)
