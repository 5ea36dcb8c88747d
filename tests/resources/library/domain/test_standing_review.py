"""A clinical review is shown for the words that were reviewed, and for no others."""

from datetime import date

import pytest

from resources.library.domain.articles import review_of
from resources.library.domain.exporting import export_library, import_library
from resources.library.domain.revisions import save_draft, working_copy
from resources.library.domain.rows import standing_review_of
from resources.library.models import Article, State
from tests.resources.library.domain.test_clinical_review import (
    LATER,
    REVIEW,
    note,
    publish,
)
from tests.resources.library.domain.test_workflow import article_now, write
from tests.resources.library.factories import make_article, make_prompts, make_topic

pytestmark = pytest.mark.django_db

CLAIM = {
    "text": "Most feel better with time.",
    "source": "A review, 2021",
    "url": "https://doi.org/10.1000/example",
    "checked": "2026-11-12",
}


def reviewed(**changes) -> Article:
    article = make_article(claims=[CLAIM], **changes)
    make_prompts(article)
    return article


def standing(article):
    return standing_review_of(article_now(article))


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Other"},
        {"tab_title": "Other"},
        {"summary": "Other."},
        {"description": "Other."},
        {"content_note": "Other."},
        {"body": "Other."},
        {"draws_on": ["Other."]},
        {"claims": [{**CLAIM, "text": "Everybody feels better."}]},
        {"claims": [{**CLAIM, "url": "https://doi.org/10.1000/other"}]},
    ],
)
def test_review_is_shown_only_while_the_words_are_those(reviewer, changes):
    article = reviewed()
    note(article, REVIEW, reviewer)
    assert standing(article) == REVIEW
    before = {name: getattr(article, name) for name in changes}

    Article.objects.update(**changes)
    assert standing(article) is None
    assert review_of(article_now(article)) == REVIEW  # the desk still knows of it
    Article.objects.update(**before)

    assert standing(article) == REVIEW


def test_review_is_of_the_prompts_too(reviewer):
    article = reviewed()
    note(article, REVIEW, reviewer)

    article.prompts.filter(depth="steady").update(text="Other words.")

    assert standing(article) is None


def test_review_outlasts_what_changes_no_word(reviewer):
    article = reviewed()
    note(article, REVIEW, reviewer)
    day = date(2027, 1, 1)

    article.topics.add(make_topic("sea"))
    Article.objects.update(
        order=9,
        read_next=["ebb"],
        last_checked=day,
        review_by=day,
        claims=[{**CLAIM, "checked": "2027-01-01"}],
    )

    assert standing(article) == REVIEW


def test_copy_that_was_not_reviewed_ends_the_review(curator, reviewer, publisher):
    article = reviewed()
    note(article, REVIEW, reviewer)
    copy = working_copy(article)
    write(copy, curator, title="Newer")

    publish(copy, curator, reviewer, publisher)

    assert standing(article) is None


def test_review_of_a_copy_ends_when_the_copy_is_changed(curator, reviewer, publisher):
    article = reviewed()
    note(article, REVIEW, reviewer)
    copy = working_copy(article)
    note(copy, LATER, reviewer)
    copy = article_now(copy)
    copy.title = "Slipped in after it"
    save_draft(copy)

    publish(copy, curator, reviewer, publisher)

    now = article_now(article)
    assert (review_of(now), standing(article)) == (REVIEW, None)


def test_review_of_a_copy_goes_along_with_the_very_words(curator, reviewer, publisher):
    article = reviewed()
    copy = working_copy(article)
    write(copy, curator, title="Newer")
    note(copy, LATER, reviewer)

    publish(copy, curator, reviewer, publisher)

    assert standing(article) == LATER
    assert article.history.first().reviewed_digest == (
        article_now(article).reviewed_digest
    )


def test_form_that_was_open_meanwhile_does_not_end_a_review(reviewer):
    article = reviewed(state=State.DRAFT)
    note(article, REVIEW, reviewer)

    save_draft(article)

    assert standing(article) == REVIEW


def test_file_holds_a_review_of_its_own_words_alone(reviewer, tmp_path):
    other = make_article("ebb")
    article = reviewed()
    for one in (article, other):
        note(one, REVIEW, reviewer)
    Article.objects.filter(pk=other.pk).update(title="Other")

    export_library(tmp_path / "out")
    Article.objects.all().delete()
    import_library(tmp_path / "out")

    shown = {row.slug: standing_review_of(row) for row in Article.objects.all()}
    assert shown == {"tides": REVIEW, "ebb": None}
