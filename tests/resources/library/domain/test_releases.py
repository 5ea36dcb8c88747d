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
from resources.library.domain.revisions import (
    CopyOpenError,
    NotADraftError,
    working_copy,
)
from resources.library.domain.versions import drop_copy
from resources.library.domain.workflow import MoveError, digest_now, move
from resources.library.models import Article, Event, Move, State
from tests.resources.library.factories import article_text, write_folder

pytestmark = pytest.mark.django_db


def take(waiting, account) -> Article:
    return take_theirs(waiting, by=account, read=digest_now(waiting.article))


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


def test_kept_article_waits_no_more_and_is_left_alone(newer, curator):
    (waiting,) = waiting_articles(newer)

    keep_ours(waiting, by=curator, reason=" Ours is kinder. ")

    assert waiting_articles(newer) == []
    noted = waiting.article.history.first()
    assert (noted.event, noted.history_user) == (Event.KEPT, curator)
    assert noted.history_change_reason == "Ours is kinder."
    assert load_library(newer).files[Outcome.KEPT_AS_EDITED] == ["en/tides"]
    assert Article.objects.get().title == "Ours"


def test_taken_words_go_through_a_working_copy(newer, curator, reviewer, publisher):
    (waiting,) = waiting_articles(newer)

    copy = take(waiting, curator)

    assert copy.history.get().event == Event.TAKEN
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


def test_words_of_a_release_wait_again_when_their_draft_is_dropped(newer, curator):
    (waiting,) = waiting_articles(newer)
    copy = take(waiting, curator)
    assert waiting_articles(newer) == []

    drop_copy(copy, by=curator)

    assert [each.article for each in waiting_articles(newer)] == [waiting.article]
    assert load_library(newer).files[Outcome.KEPT_AS_EDITED] == ["en/tides"]


def test_words_of_a_release_are_not_put_over_an_open_copy(newer, curator):
    copy = working_copy(Article.objects.get())
    (waiting,) = waiting_articles(newer)

    with pytest.raises(CopyOpenError):
        take(waiting, curator)

    copy.refresh_from_db()
    assert copy.title == "Ours"
    assert len(waiting_articles(newer)) == 1


def test_words_of_a_release_are_not_put_over_words_that_nobody_read(newer, curator):
    Article.objects.update(state=State.DRAFT)
    (waiting,) = waiting_articles(newer)
    Article.objects.update(title="Changed meanwhile")

    with pytest.raises(MoveError, match="have changed since you read them"):
        take(waiting, curator)

    assert Article.objects.get().title == "Changed meanwhile"


def test_draft_takes_the_words_of_a_release_itself(newer, curator):
    Article.objects.update(state=State.DRAFT)
    (waiting,) = waiting_articles(newer)

    take(waiting, curator)

    assert Article.objects.get().title == "Theirs"
    assert waiting_articles(newer) == []


def test_article_in_review_takes_nothing(newer, curator):
    Article.objects.update(state=State.IN_REVIEW)
    (waiting,) = waiting_articles(newer)

    with pytest.raises(NotADraftError):
        take(waiting, curator)

    assert len(waiting_articles(newer)) == 1


def test_release_does_not_touch_what_somebody_is_changing(tmp_path):
    load_library(write_folder(tmp_path, tides=article_text()))
    working_copy(Article.objects.get())
    newer = write_folder(tmp_path, tides=article_text(title="New"))

    report = load_library(newer)

    assert report.files[Outcome.KEPT_AS_EDITED] == ["en/tides"]
    assert [waiting.article.slug for waiting in waiting_articles(newer)] == ["tides"]
