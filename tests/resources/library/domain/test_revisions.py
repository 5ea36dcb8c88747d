"""Working copies: what they are called; drafts: saved only while they are open."""

import pytest

from resources.library.domain.loading import Outcome, load_library
from resources.library.domain.revisions import (
    NotADraftError,
    save_draft,
    working_copy,
)
from resources.library.models import Article, State
from tests.resources.library.factories import (
    article_text,
    make_article,
    make_topic,
    write_folder,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("others", "name"),
    [
        ((), "tides-next"),
        (("tides-next",), "tides-next1"),
        (("tides-next", "tides-next1"), "tides-next2"),
    ],
)
def test_copy_takes_a_name_that_is_free(others, name):
    article = make_article("tides")
    for other in others:
        make_article(other)

    assert working_copy(article).slug == name


def test_copies_of_long_names_are_told_apart():
    words = {"topic": make_topic(), "title": "Long", "tab_title": "Long"}
    first, second = (make_article("a" * 79 + end, **words) for end in "bc")

    names = working_copy(first).slug, working_copy(second).slug

    assert names == ("a" * 75 + "-next", "a" * 74 + "-next1")


def test_working_copy_gives_way_to_an_article_of_its_name(tmp_path):
    copy = working_copy(make_article())

    report = load_library(write_folder(tmp_path, **{"tides-next": article_text()}))

    copy.refresh_from_db()
    assert (copy.slug, copy.title) == ("tides-next-next", "The tides")
    assert report.files[Outcome.ADDED][-1] == "en/tides-next"


def test_draft_that_was_sent_meanwhile_is_not_saved():
    article = make_article(state=State.DRAFT)
    Article.objects.update(state=State.IN_REVIEW)
    article.body = "Slipped in."

    with pytest.raises(NotADraftError):
        save_draft(article)

    stored = Article.objects.get()
    assert (stored.state, "Slipped in." in stored.body) == (State.IN_REVIEW, False)


def test_saved_draft_keeps_what_was_noted_meanwhile():
    article = make_article(state=State.DRAFT)
    noted = {"who": "R. M.", "profession": "nurse", "date": "2026-10-01"}
    Article.objects.update(clinical_review=noted, shipped_digest="0" * 64)
    article.body = "Newer."

    save_draft(article)

    stored = Article.objects.get()
    assert (stored.body, stored.clinical_review) == ("Newer.", noted)
    assert stored.shipped_digest == "0" * 64
