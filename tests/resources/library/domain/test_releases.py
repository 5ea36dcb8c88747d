"""Releases: what was changed on both sides waits for a person, and nothing else."""

import pytest
from django.http import Http404

from resources.library.domain.loading import Outcome, load_library
from resources.library.domain.releases import (
    keep_ours,
    take_theirs,
    waiting_article,
    waiting_articles,
)
from resources.library.domain.revisions import NotADraftError, working_copy
from resources.library.domain.workflow import digest_now, move
from resources.library.models import Article, Move, State
from tests.resources.library.factories import article_text, write_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(tmp_path):
    """Return the folder of a release that changes an article somebody changed here."""
    load_library(write_folder(tmp_path, tides=article_text()))
    Article.objects.update(title="Ours")
    folder = write_folder(tmp_path, tides=article_text(body="New words."))
    (folder / "en" / "tides.md").write_text(
        article_text(body="## Hard days\n\nNew words.", title="Theirs")
    )
    load_library(folder)
    return folder


def test_article_changed_on_both_sides_waits_with_its_difference(newer):
    (waiting,) = waiting_articles(newer)

    changes = [line.text for line in waiting.lines if line.change == "new"]
    gone = [line.text for line in waiting.lines if line.change == "gone"]
    assert changes == ["title: Theirs", "New words."]
    assert gone[0] == "title: Ours"
    assert waiting_article(waiting.article.pk, newer) == waiting


def test_article_changed_only_here_does_not_wait(tmp_path):
    folder = write_folder(tmp_path, tides=article_text())
    load_library(folder)
    Article.objects.update(title="Ours")

    assert waiting_articles(folder) == []
    with pytest.raises(Http404):
        waiting_article(Article.objects.get().pk, folder)


def test_retired_article_never_waits(newer):
    Article.objects.update(state=State.RETIRED)

    assert waiting_articles(newer) == []


def test_kept_article_waits_no_more_and_is_left_alone(newer):
    (waiting,) = waiting_articles(newer)

    keep_ours(waiting)

    assert waiting_articles(newer) == []
    assert load_library(newer).files[Outcome.KEPT_AS_EDITED] == ["en/tides"]
    assert Article.objects.get().title == "Ours"


def test_taken_words_go_through_a_working_copy(newer, curator, reviewer, publisher):
    (waiting,) = waiting_articles(newer)

    copy = take_theirs(waiting, by=curator)

    assert (copy.title, copy.state, copy.revises) == (
        "Theirs",
        "draft",
        waiting.article,
    )
    assert Article.objects.get(pk=waiting.article.pk).title == "Ours"
    assert waiting_articles(newer) == []
    for step, account in (
        (Move.SEND, curator),
        (Move.APPROVE, reviewer),
        (Move.PUBLISH, publisher),
    ):
        move(copy.pk, step, account=account, read=digest_now(copy))
    assert load_library(newer).files[Outcome.UNCHANGED][-1] == "en/tides"
    later = write_folder(newer, tides=article_text(title="Later"))
    assert load_library(later).files[Outcome.UPDATED] == ["en/tides"]


def test_article_in_review_takes_nothing(newer, curator):
    Article.objects.update(state=State.IN_REVIEW)
    (waiting,) = waiting_articles(newer)

    with pytest.raises(NotADraftError):
        take_theirs(waiting, by=curator)

    assert len(waiting_articles(newer)) == 1


def test_release_does_not_touch_what_somebody_is_changing(tmp_path):
    load_library(write_folder(tmp_path, tides=article_text()))
    working_copy(Article.objects.get())
    newer = write_folder(tmp_path, tides=article_text(title="New"))

    report = load_library(newer)

    assert report.files[Outcome.KEPT_AS_EDITED] == ["en/tides"]
    assert [waiting.article.slug for waiting in waiting_articles(newer)] == ["tides"]
