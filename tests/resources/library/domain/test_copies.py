"""Working copies: what they must not undo, and what stays when one is dropped."""

import pytest
from django.http import Http404

from resources.library.domain.editing import save_article
from resources.library.domain.revisions import (
    CopyOpenError,
    changes_of,
    working_copy,
)
from resources.library.domain.versions import drop_copy, keep_version, steps_of
from resources.library.domain.workflow import (
    GoneError,
    MoveError,
    digest_now,
    move,
    note_review,
)
from resources.library.models import Article, Event, Move, State, Transition
from tests.resources.library.domain.test_clinical_review import REVIEW
from tests.resources.library.domain.test_versions import bring_back
from tests.resources.library.domain.test_workflow import article_now, take, write
from tests.resources.library.factories import make_article, make_prompts

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(curator, reviewer, publisher, worker) -> Article:
    """Return a copy that was approved before its article was corrected."""
    article = make_article()
    copy = working_copy(article)
    write(copy, curator, title="Newer")
    take(copy, Move.SEND, curator)
    take(copy, Move.APPROVE, reviewer)
    take(article, Move.RETIRE, publisher)
    take(article, Move.REOPEN, publisher)
    now = article_now(article)
    now.body += "\n\nA correction."
    save_article(now)
    keep_version(now, event=Event.EDITED, by=curator)
    for step, account in (
        (Move.SEND, curator),
        (Move.APPROVE, worker("judy", "Reviewers")),
        (Move.PUBLISH, publisher),
    ):
        take(article_now(article), step, account)
    return article_now(copy)


def test_old_approval_does_not_undo_a_correction(corrected, publisher):
    with pytest.raises(MoveError, match="compare the two and approve again"):
        take(corrected, Move.PUBLISH, publisher)

    assert "A correction." in article_now(corrected.revises).body
    gone = [line.text for line in changes_of(corrected) if line.change == "gone"]
    assert "A correction." in gone


def test_copy_that_was_compared_again_is_published(corrected, reviewer, publisher):
    take(corrected, Move.APPROVE, reviewer)

    moved = take(article_now(corrected), Move.PUBLISH, publisher)

    assert (moved.pk, moved.title) == (corrected.revises.pk, "Newer")


def test_step_names_the_words_that_it_would_replace(curator, reviewer):
    article = make_article()
    copy = working_copy(article)
    take(copy, Move.SEND, curator)
    read = digest_now(article_now(copy))
    Article.objects.filter(pk=article.pk).update(title="Corrected meanwhile")

    with pytest.raises(MoveError, match="have changed since you read them"):
        take(copy, Move.APPROVE, reviewer, read=read)


def test_only_a_copy_changes_something():
    assert changes_of(make_article()) == []


def test_steps_of_a_dropped_copy_stay_with_its_article(curator, reviewer):
    article = make_article()
    make_prompts(article)
    copy = working_copy(article)
    take(copy, Move.SEND, curator, reason="Please read.")

    drop_copy(copy, by=curator)

    step = steps_of(article).get()
    assert (step.move, step.by, step.reason) == ("send", curator, "Please read.")
    assert (step.article, step.copy_of) == (None, article)
    dropped = article.history.first()
    assert (dropped.event, dropped.history_user) == (Event.DROPPED, curator)
    assert list(Article.objects.all()) == [article]


def test_steps_of_a_published_copy_are_its_article_s_own(curator, reviewer, publisher):
    article = make_article()
    copy = working_copy(article)
    for step, account in (
        (Move.SEND, curator),
        (Move.APPROVE, reviewer),
        (Move.PUBLISH, publisher),
    ):
        take(article_now(copy), step, account)

    assert steps_of(article).count() == 3
    assert set(Transition.objects.values_list("article", "copy_of")) == {
        (article.pk, None)
    }


def test_only_a_copy_that_is_there_is_dropped(curator):
    article = make_article()
    copy = working_copy(article)
    drop_copy(copy, by=curator)
    gone = Article(pk=article.pk + 100)

    for one in (article, gone):
        with pytest.raises(Http404):
            drop_copy(one, by=curator)

    assert article.history.count() == 1


def test_copy_that_is_gone_is_not_moved(curator, reviewer):
    copy = working_copy(make_article())
    pk = copy.pk
    drop_copy(copy, by=curator)

    with pytest.raises(GoneError, match="not here any more"):
        move(pk, Move.SEND, account=curator)
    with pytest.raises(GoneError, match="not here any more"):
        note_review(pk, REVIEW, account=reviewer, read="")


def test_version_does_not_come_back_over_an_open_copy(curator):
    article = make_article()
    keep_version(article, event=Event.LOADED)
    copy = working_copy(article)
    write(copy, curator, title="Somebody's work")

    with pytest.raises(CopyOpenError):
        bring_back(article, number=article.history.get().history_id, by=curator)

    assert article_now(copy).title == "Somebody's work"


def test_version_of_a_copy_comes_back_into_it(curator):
    copy = working_copy(make_article())
    write(copy, curator, title="First")
    write(copy, curator, title="Second")

    bring_back(copy, number=copy.history.last().history_id, by=curator)

    assert article_now(copy).title == "First"
    assert article_now(copy).state == State.DRAFT


def test_who_wrote_what_is_brought_back_does_not_approve_it(curator, worker, publisher):
    both = worker("ivan", "Curators", "Reviewers")
    article = make_article(state=State.DRAFT)
    write(article, both, title="Ivan's")
    write(article, curator, title="Frank's")
    for step, account in (
        (Move.SEND, curator),
        (Move.APPROVE, worker("judy", "Reviewers")),
        (Move.PUBLISH, publisher),
    ):
        take(article_now(article), step, account)
    older = article.history.filter(title="Ivan's").get().history_id

    copy = bring_back(article_now(article), number=older, by=curator)

    take(copy, Move.SEND, curator)
    with pytest.raises(MoveError, match="You wrote at these words"):
        take(article_now(copy), Move.APPROVE, both)
