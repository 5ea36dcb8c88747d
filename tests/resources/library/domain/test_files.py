"""Writing files: the same bytes for the same words, whatever the words are."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resources.library.domain.content import ClinicalReview, TopicContent
from resources.library.domain.files import article_file, topics_file
from resources.library.domain.front_matter import parse_article, parse_topics
from resources.library.domain.shipped import CONTENT, read_content
from tests.resources.library.factories import article_text

# Lines of YAML that mean something else, or nothing, without quotation marks.
AWKWARD = (
    *("none", "no", "2026-11-22", "12", "1e3", "~", "a: b", "- a", "# a", "a #b"),
    *("[a]", "{a}", "'a'", '"a"', "a\\n", "|", ">", "&a", "*a", "!a", "%a", "@a"),
    *("…", "é", "a\u2028b", "a\u0085b", "a\tb", "a,b", "---", "?", "=", "<<"),
)


def content(**changes):
    return replace(parse_article(article_text(), place="en/tides.md"), **changes)


def test_shipped_files_are_written_as_they_stand():
    (english,) = read_content(CONTENT)
    folder = CONTENT / "en"

    written = {slug: article_file(one) for slug, one in english.articles.items()}

    assert len(written) >= 14
    assert written == {
        slug: (folder / f"{slug}.md").read_text() for slug in english.articles
    }
    assert topics_file(english.topics) == (folder / "topics.yaml").read_text()


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_words_are_read_as_they_were(text):
    article = content(
        title=text,
        topics=(text,),
        draws_on=(text, "b"),
        prompts={"steady": text},
        clinical_review=ClinicalReview(
            who=text, profession=text, date=date(2026, 10, 1)
        ),
        subject="law",
    )

    assert parse_article(article_file(article), place="x") == article


@settings(deadline=None)
@given(text=st.text(min_size=1).map(str.strip).filter(bool))
@example(text="0?")
@example(text="?0")
def test_any_words_are_read_as_they_were(text):
    article = content(title=text, source_paragraphs=(text,))

    assert parse_article(article_file(article), place="x") == article


def test_empty_lists_are_written_and_read():
    article = content(draws_on=(), claims=(), prompts={}, read_next=(), content_note="")

    assert parse_article(article_file(article), place="x") == article


def test_topics_are_read_in_the_order_in_which_they_were_written():
    topics = {
        "rights": TopicContent(name="no", note="a: b", order=1),
        "healing": TopicContent(name="Healing", note="", order=2),
    }

    written = topics_file(topics)

    assert parse_topics(written, place="x") == topics
    assert topics_file(parse_topics(written, place="x")) == written
    assert parse_topics(topics_file({}), place="x") == {}
