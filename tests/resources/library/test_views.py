"""The library's pages."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from resources.library.domain.content import words_digest
from resources.library.domain.rows import content_of
from resources.library.models import Article, State
from tests.resources.library.factories import make_article, make_prompts, make_topic

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """Return a page's words on one line, without tags."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", page)


def full_article(slug="tides", **changes):
    article = make_article(
        slug,
        content_note="No scenes.",
        content_note_skip="hard-days",
        draws_on=["The source sets a date; this page does not."],
        claims=[
            {
                "text": "Most people feel better.",
                "source": "A review, 2021",
                "url": "https://doi.org/10.1000/example",
                "checked": "2026-11-12",
            }
        ],
        **changes,
    )
    make_prompts(article)
    return article


def public_pages() -> list[str]:
    article = full_article(topic=make_topic())
    return [
        reverse("article-list"),
        reverse("topic", args=["healing"]),
        reverse("article", args=[article.slug]),
    ]


def test_library_lists_articles_by_topic(client):
    healing = make_topic("healing", name="Healing", order=2)
    rights = make_topic("rights", name="Rights", order=1)
    make_article("tides", title="Tides", topic=healing, content_note="No scenes.")
    make_article("waves", title="Waves", topic=rights)

    response = client.get(reverse("article-list"))

    found = re.findall(r"(?:<h2|contents__title)[^>]*>\s*(?:<a[^>]*>)?([^<]+)",
                       response.content.decode())  # fmt: skip
    assert found == [
        "Rights", "Waves", "Healing", "Tides",
        "How far to trust them", "For counselors",
    ]  # fmt: skip
    assert "Tides 1 min Calm days and hard days. Holds: No scenes." in text_of(response)


def test_library_without_articles_says_so(client):
    response = client.get(reverse("article-list"))

    assert "No article is here yet." in text_of(response)


def test_topic_lists_its_articles(client):
    make_article("tides", title="Tides", topic=make_topic("healing"))
    make_article("waves", title="Waves", topic=make_topic("rights"))

    response = client.get(reverse("topic", args=["healing"]))

    assert "Tides" in text_of(response)
    assert "Waves" not in text_of(response)


def test_article_shows_its_parts(client):
    make_article("ebb", title="The ebb")
    article = full_article(read_next=["ebb"])

    response = client.get(reverse("article", args=[article.slug]))

    words = text_of(response)
    for part in (
        "Calm days and hard days.",
        "What it holds No scenes. Skip that part",
        "Reading time 1 minute",
        "In this article Calm days Hard days Something for today What this draws on",
        "Steady Words: steady Write about this",
        "Go deeper Words: deeper If it gets worse, stop",
        "If you need somebody now",
        (
            "Most people feel better. Source: A review, 2021. doi.org/10.1000/example "
            "Checked on 12 November 2026."
        ),
        "The source sets a date; this page does not.",
        "Looked over 22 November 2026",
        "Review Not yet clinically reviewed",
        "The ebb",
    ):
        assert part in words


def test_article_has_a_discreet_tab_and_its_own_heading(client):
    article = full_article(tab_title="Tides", title="Said plainly")

    response = client.get(reverse("article", args=[article.slug]))

    page = response.content.decode()
    head = re.sub(r"\s+", " ", page.partition("</head>")[0])
    assert re.findall(r"<title> ?(.*?) ?</title>", head) == ["Tides \u2013 Daybook"]
    assert "Said plainly" not in head
    assert '<meta name="description" content="A short article.">' in head
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Said plainly"]


def test_article_prompts_lead_to_the_door_by_depth(client):
    article = full_article("tides")

    response = client.get(reverse("article", args=[article.slug]))

    links = re.findall(r'"(/library/tides/reflect/[^"]*)"', response.content.decode())
    assert links == [
        "/library/tides/reflect/?depth=steady",
        "/library/tides/reflect/?depth=describe",
        "/library/tides/reflect/?depth=deeper",
        "/library/tides/reflect/",
    ]


def test_article_names_its_clinical_review(client):
    review = {"who": "R. M.", "profession": "psychologist", "date": "2026-10-01"}
    article = make_article(clinical_review=review)
    article.reviewed_digest = words_digest(content_of(article))
    article.save()

    response = client.get(reverse("article", args=[article.slug]))

    assert "Reviewed by R. M., psychologist, on 1 October 2026" in text_of(response)
    Article.objects.update(summary="Other words than those.")
    again = text_of(client.get(reverse("article", args=[article.slug])))
    assert "R. M." not in again
    assert "Not yet clinically reviewed" in again


def test_article_text_is_escaped_outside_the_markdown(client):
    article = make_article(title="<i>Tides</i>", body="A <script>bad()</script> line.")

    response = client.get(reverse("article", args=[article.slug]))

    page = response.content.decode()
    assert "&lt;i&gt;Tides&lt;/i&gt;" in page
    assert "<script>bad" not in page


@pytest.mark.parametrize("state", sorted(set(State) - {State.PUBLISHED}))
def test_article_that_is_not_published_is_not_found(client, state):
    article = full_article(state=state)

    assert client.get(reverse("article", args=[article.slug])).status_code == 404


@pytest.mark.parametrize("name", ["article", "topic"])
def test_unknown_slug_is_not_found(client, name):
    full_article()

    assert client.get(reverse(name, args=["nothing"])).status_code == 404


@pytest.mark.parametrize("name", ["article", "topic"])
def test_page_refuses_a_post(client, name):
    assert client.post(reverse(name, args=["tides"])).status_code == 405


def test_pages_set_no_cookie_and_hold_no_token(client):
    for address in public_pages():
        response = client.get(address)

        assert response.status_code == 200
        assert response.cookies == {}
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_pages_only_read(client):
    for address in public_pages():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)

        verbs = {query["sql"].split()[0] for query in queries.captured_queries}
        assert verbs == {"SELECT"}


@pytest.mark.parametrize("rows", [1, 3])
def test_library_takes_two_queries(client, django_assert_num_queries, rows):
    for number in range(rows):
        make_article(f"a{number}")
        make_article(f"b{number}", topic=make_topic(f"more-{number}"))

    with django_assert_num_queries(2):
        client.get(reverse("article-list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_topic_takes_two_queries(client, django_assert_num_queries, rows):
    topic = make_topic()
    for number in range(rows):
        make_article(f"a{number}", topic=topic)

    with django_assert_num_queries(2):
        client.get(reverse("topic", args=[topic.slug]))


@pytest.mark.parametrize("rows", [1, 3])
def test_article_takes_four_queries(client, django_assert_num_queries, rows):
    slugs = [f"next-{number}" for number in range(rows)]
    article = full_article(read_next=slugs)
    for slug in slugs:
        article.topics.add(make_article(slug).topics.get())

    with django_assert_num_queries(4):
        client.get(reverse("article", args=[article.slug]))

    assert Article.objects.count() == rows + 1


def test_article_on_law_that_is_long_overdue_says_that_it_is_checked(client):
    overdue = timezone.localdate() - timedelta(days=366)
    full_article("harbours", title="Harbours", body="Gone words.")
    article = full_article(
        body="Old words.", review_by=overdue, subject="law", read_next=["harbours"]
    )
    address = reverse("article", args=[article.slug])

    response = client.get(address)

    assert response.status_code == 200
    words = text_of(response)
    assert "This article is being checked." in words
    assert "Old words." not in words
    assert "Help lines near you" in words
    assert "Harbours" in words
    assert article.title not in text_of(client.get(reverse("article-list")))
    reflect = reverse("article-reflect", args=[article.slug])
    assert client.get(reflect).status_code == 404

    Article.objects.update(review_by=timezone.localdate())

    assert "Old words." in text_of(client.get(address))


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.RETIRED])
def test_overdue_article_that_is_not_published_is_no_page(client, state):
    overdue = timezone.localdate() - timedelta(days=400)
    article = full_article(review_by=overdue, subject="law", state=state)

    assert client.get(reverse("article", args=[article.slug])).status_code == 404
