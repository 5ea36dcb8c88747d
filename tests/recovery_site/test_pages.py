"""The site's own public pages; without a database mark, touching one fails the test."""

import re

import pytest
from django.test import RequestFactory
from django.urls import reverse

from recovery_site import pages
from recovery_site.what_we_can_see import ONLOOKERS
from tests.resources.library.article_rules import HARDEST_GRADE
from tests.resources.library.readability import grade_of

PUBLIC = ("home", "safety", "what-we-can-see", "privacy", "about", "steady")
ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html")
EXERCISES = ("breath", "feet", "names", "place", "room", "water")
# SAFETY: true and discreet, because a tab, a history and a preview show it.
SENSITIVE = re.compile(
    r"harass|assault|abuse|trauma|victim|survivor|rape|violence", re.IGNORECASE
)


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]+>", " ", html).split()


def head(html: str) -> str:
    return html.split("</head>", maxsplit=1)[0]


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_opens_without_database_cookie_or_token(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert dict(response.cookies) == {}
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_refuses_to_be_written_to(client, name):
    assert client.post(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_has_one_title_one_exit_and_a_discreet_head(client, settings, name):
    settings.SITE_NAME = "Tidewater"

    html = client.get(reverse(name)).content.decode()

    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert len(re.findall(r'class="exit"', html)) == 1
    assert SENSITIVE.findall(head(html)) == []
    assert re.findall(r"<title>.+ – (.+)</title>", html) == ["Tidewater"]
    assert 'property="og:title" content="Tidewater"' in head(html)


def test_public_titles_differ(client):
    titles = {
        re.findall("<title>(.+)</title>", client.get(reverse(name)).content.decode())[0]
        for name in PUBLIC
    }

    assert len(titles) == len(PUBLIC)


def test_home_shows_a_visitor_with_a_stale_cookie_the_doors(client, settings, db):
    client.cookies[settings.SESSION_COOKIE_NAME] = "k" * 32

    html = client.get(reverse("home")).content.decode()

    assert html.count('class="door"') == 3


def test_home_shows_alice_one_link_to_write(alice_client):
    html = alice_client.get(reverse("home")).content.decode()

    assert html.count("hero__write") == 1
    assert 'class="door"' not in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("template", ERRORS)
def test_error_page_is_calm_and_leads_on(template):
    response = pages.render(RequestFactory().get("/x/"), template)

    html = response.content.decode()
    assert html.count('class="ways"') == 1
    assert html.count('class="exit"') == 1


def test_missing_page_answers_in_our_words(client):
    response = client.get("/nothing-here/")

    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_server_error_keeps_frame_and_exit():
    response = pages.server_error(RequestFactory().get("/x/"))

    assert response.status_code == 500
    assert 'class="exit"' in response.content.decode()


def test_button_is_explained_in_forty_words_before_it_matters(client):
    html = client.get(reverse("safety")).content.decode()

    section = html.split('id="exit"')[1]
    first = re.findall(r"<p>(.*?)</p>", section, re.DOTALL)[0]
    assert len(words(first)) <= 40


def exercise(client, key) -> str:
    """Return the HTML of one exercise."""
    html = client.get(reverse("steady")).content.decode()
    (found,) = re.findall(rf'aria-labelledby="{key}">(.*?)</section>', html, re.DOTALL)
    return found


def sentences(html: str) -> str:
    """Return paragraphs and list items, each as a paragraph of its own."""
    found = re.findall(r"<(p|li)\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    return "\n\n".join(" ".join(words(text)) for _tag, text in found)


def test_steady_page_holds_six_exercises(client):
    html = client.get(reverse("steady")).content.decode()

    found = re.findall(r'<section class="chapter" aria-labelledby="(\w+)"', html)
    assert sorted(found) == sorted(EXERCISES)


@pytest.mark.parametrize("key", EXERCISES)
def test_exercise_is_short_and_whole(client, key):
    assert 80 <= len(words(exercise(client, key))) <= 200


@pytest.mark.parametrize("key", EXERCISES)
def test_exercise_is_plain(client, key):
    assert grade_of(sentences(exercise(client, key))) <= HARDEST_GRADE


def test_exercises_leave_breath_and_closed_eyes_out_where_somebody_needs_it(client):
    notes = {key: exercise(client, key) for key in EXERCISES}

    assert "Nothing to do with breath" in notes["feet"]
    assert "Nothing to do with body or breath" in notes["names"]
    assert sum("Eyes open." in note for note in notes.values()) == 4
    assert "leave it out" in notes["breath"].partition("With holding")[2]


@pytest.mark.parametrize("onlooker", ONLOOKERS, ids=lambda each: each.key)
def test_what_we_can_see_shows_every_row(client, onlooker):
    html = client.get(reverse("what-we-can-see")).content.decode()

    shown = html.split(f'id="{onlooker.key}"')[1].split("</section>")[0]
    assert shown.count("<li>") == len(onlooker.can) + len(onlooker.cannot)


def test_privacy_and_about_name_the_operator(client, settings):
    settings.OPERATOR_NAME = "Harbour Charity"
    settings.OPERATOR_CONTACT = "post@example.org"
    settings.OPERATOR_COUNTRY = "Ireland"

    shown = [
        client.get(reverse(name)).content.decode() for name in ("privacy", "about")
    ]

    for html in shown:
        assert re.findall("<dd>(.+)</dd>", html) == [
            "Harbour Charity", "post@example.org", "Ireland"
        ]  # fmt: skip


def test_trial_copy_says_so_on_every_page(client, settings):
    settings.DEMO = True

    shown = [client.get(reverse(name)).content.decode() for name in PUBLIC]

    assert [html.count('class="demo wrap"') for html in shown] == [1] * len(PUBLIC)
