"""What stood at the desk before a change of the tables is there after it."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from resources.library.domain.revisions import working_copy
from resources.library.domain.rows import standing_review_of
from resources.library.domain.versions import keep_first_versions
from resources.library.models import Article, Move, Transition
from tests.resources.library.domain.test_clinical_review import LATER, REVIEW, note
from tests.resources.library.domain.test_standing_review import reviewed
from tests.resources.library.domain.test_workflow import article_now, take, write
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db

BIND = importlib.import_module("resources.library.migrations.0008_bind_records")


def bound(article):
    """Return the review that readers see, once the migration has seen the rows."""
    Article.objects.update(reviewed_digest="")
    BIND.bind_reviews(apps, None)
    return standing_review_of(article_now(article))


def test_review_is_bound_to_the_words_of_its_version(reviewer):
    article = reviewed()
    note(article, REVIEW, reviewer)

    assert bound(article) == REVIEW


def test_review_of_earlier_words_is_bound_to_those(reviewer, curator):
    article = reviewed()
    note(article, LATER, reviewer)
    note(article, REVIEW, reviewer)
    write(article_now(article), curator, title="Newer")

    assert bound(article) is None
    Article.objects.update(title="The tides")
    assert standing_review_of(article_now(article)) == REVIEW


def test_review_that_was_loaded_is_bound(reviewer):
    article = reviewed()
    note(article, REVIEW, reviewer)
    article.history.all().delete()
    keep_first_versions()

    assert bound(article) == REVIEW


def test_review_of_which_nothing_is_known_is_not_shown(reviewer):
    article = reviewed()
    note(article, REVIEW, reviewer)
    article.history.all().delete()

    assert bound(article) is None


def test_steps_of_a_copy_are_bound_to_its_article(curator):
    article = make_article()
    copy = working_copy(article)
    take(copy, Move.SEND, curator)
    Transition.objects.update(copy_of=None)

    BIND.bind_steps(apps, None)

    assert Transition.objects.get().copy_of == article


@pytest.mark.django_db(transaction=True)
def test_rows_of_before_come_through_the_whole_change(reviewer, curator):
    article = reviewed()
    note(article, REVIEW, reviewer)
    copy = working_copy(article)
    take(copy, Move.SEND, curator)

    for name in ("0006_language_tags", "0008_bind_records"):
        MigrationExecutor(connection).migrate([("library", name)])

    assert standing_review_of(article_now(article)) == REVIEW
    step = Transition.objects.get()
    assert (step.article, step.copy_of, step.by) == (copy, article, curator)
    assert list(article_now(article).prompts.order_by("pk")) == list(
        article.prompts.order_by("pk")
    )
