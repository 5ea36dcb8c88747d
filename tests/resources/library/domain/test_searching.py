"""Looking for articles; the same answers on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resources.library.domain.editing import save_article
from resources.library.domain.searching import (
    MAX_WORDS,
    Piece,
    find_articles,
    hits_for,
    marked,
)
from resources.library.domain.words import words_in
from resources.library.models import Article, State
from tests.resources.library.factories import make_article, make_topic

pytestmark = pytest.mark.django_db

# What either query language would take as an order; here they are signs between words.
SIGNS = (
    '"', '""', "'", "*", "tid*", "(", ")", "()", "tides AND", "AND", "OR", "NOT",
    "NEAR(a b)", "title:tides", "-tides", "^tides", "{title}: tides", "a:b", "&", "|",
    "!tides", "<->", "tides:*", "\\", "%", "_", ";--", "tides\0", "\0", "\ud7ff", "😀",
    "\u0301", "'; DROP TABLE library_article; --", "ﷺ" * 200, "1e5", "-1", "0x",
)  # fmt: skip


def found(typed, *, language="en") -> list[str]:
    """Return the slugs that a search finds, best first."""
    ids = find_articles(typed, language=language).articles
    return [Article.objects.get(pk=pk).slug for pk in ids]


def test_title_summary_topic_and_text_are_looked_through():
    make_article("by-title", title="Lanterns")
    make_article("by-summary", summary="About lanterns.")
    make_article("by-topic", topic=make_topic("lamps", name="Lanterns"))
    make_article("by-text", body="A row of lanterns.")
    make_article("without")

    assert found("lantern")[0] == "by-title"
    assert set(found("lantern")) == {"by-title", "by-summary", "by-topic", "by-text"}


@pytest.mark.parametrize(
    "typed",
    ["cafe", "CAFÉ", "cafe\u0301", "Cafés", "caf", "  café,  "],
)
def test_case_accents_and_endings_do_not_matter(typed):
    make_article("one", body="We met in the Café at noon.")
    make_article("other", body="We met at home.")

    assert found(typed) == ["one"]


def test_every_word_must_be_there_if_some_article_has_them_all():
    make_article("both", body="Sleep and work.")
    make_article("one", body="Sleep alone.")

    assert found("working sleep") == ["both"]
    assert find_articles("working sleep", language="en").has_every_word


def test_articles_with_some_of_the_words_come_where_none_has_all():
    make_article("sleep", body="Sleep.")
    make_article("work", body="Work.")
    make_article("tides")

    assert set(found("sleep work")) == {"sleep", "work"}
    assert not find_articles("sleep work", language="en").has_every_word


@pytest.mark.parametrize("state", sorted(set(State) - {State.PUBLISHED}))
def test_what_is_not_published_is_not_found(state):
    make_article("hidden", body="Lanterns.", state=state)

    assert found("lanterns") == []


def test_another_language_is_not_found():
    make_article("hier", language="de", body="Lanterns.")

    assert found("lanterns") == []
    assert found("Lanterns", language="de-at") == ["hier"]


def test_search_follows_every_change():
    topic = make_topic("lamps", name="Lamps")
    article = make_article("tides", title="Lanterns", topic=topic)

    article.title = "Candles"
    save_article(article)
    topic.name = "Torches"
    topic.save()
    assert (found("lanterns"), found("lamps")) == ([], [])
    assert (found("candles"), found("torches")) == (["tides"], ["tides"])

    topic.articles.clear()
    assert found("torches") == []
    article.topics.add(topic)
    assert found("torches") == ["tides"]
    topic.delete()
    assert found("torches") == []
    article.delete()
    assert found("candles") == []


@pytest.mark.parametrize("typed", SIGNS)
def test_signs_of_a_query_language_are_only_signs(typed):
    make_article("tides")

    finding = find_articles(typed, language="en")

    assert finding.articles in {(), (Article.objects.get().pk,)}


def test_no_more_than_a_few_words_are_looked_for():
    make_article("tides", body=" ".join(f"word{n}" for n in range(MAX_WORDS)))

    assert found(" ".join(f"word{n}" for n in range(MAX_WORDS + 40))) == ["tides"]


def test_hits_come_in_the_order_asked_with_their_words_marked():
    body = "Before. " * 40 + "We met in the café there. " + "After. " * 60
    make_article("far", title="A café", body=body)
    make_article("near", title="Noon", body="Other. " * 110, summary="Cafes & noon.")
    make_article("without")
    finding = find_articles("cafe", language="en")

    far, near = hits_for(finding.articles, sought=finding.sought)

    assert far.title == (Piece("A "), Piece("café", is_hit=True))
    assert [piece.text for piece in far.excerpt if piece.is_hit] == ["café"]
    assert far.excerpt[0].text.startswith("\u2026 Before.")
    assert far.excerpt[-1].text.endswith(" After. \u2026")
    assert near.excerpt == (Piece("Cafes", is_hit=True), Piece(" & noon."))


@pytest.mark.parametrize(
    "text", ["", "café", "a café b", "cafe\u0301 cafes", "no hit", "<café>"]
)
def test_pieces_put_together_are_the_text(text):
    sought = list(words_in("cafe", language="en"))

    pieces = marked(text, sought, language="en")

    assert "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize("rows", [1, 3])
def test_hits_take_two_queries(django_assert_num_queries, rows):
    for number in range(rows):
        make_article(f"a{number}", body="Lanterns.")
    finding = find_articles("lanterns", language="en")

    with django_assert_num_queries(2):
        hits_for(finding.articles, sought=finding.sought)


@pytest.mark.parametrize("rows", [1, 3])
def test_finding_takes_two_queries(django_assert_num_queries, rows):
    for number in range(rows):
        make_article(f"a{number}", body="Lanterns.")

    with django_assert_num_queries(2):
        find_articles("lanterns", language="en")


def test_database_asks_its_index():
    make_article("tides", body="Lanterns.")
    with CaptureQueriesContext(connection) as queries:
        find_articles("lanterns", language="en")

    asked = queries.captured_queries[0]["sql"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {asked}")
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {asked}")
        plan = str(cursor.fetchall())

    assert ("VIRTUAL TABLE INDEX" in plan) or ("library_search_words" in plan)
