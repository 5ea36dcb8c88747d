"""Clinical reviews: who notes one, of which words, and where it stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from resources.library.domain.articles import review_of
from resources.library.domain.content import ClinicalReview
from resources.library.domain.revisions import working_copy
from resources.library.domain.workflow import MoveError, digest_now, note_review
from resources.library.models import Article, Move, State
from tests.resources.library.domain.test_versions import bring_back
from tests.resources.library.domain.test_workflow import article_now, take, write
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db

REVIEW = ClinicalReview(who="R. M.", profession="nurse", date=date(2026, 10, 1))
LATER = ClinicalReview(who="S. T.", profession="doctor", date=date(2026, 11, 1))


def note(article, review, account) -> Article:
    read = digest_now(article_now(article))
    return note_review(article.pk, review, account=account, read=read)


def publish(copy, curator, reviewer, publisher) -> None:
    take(copy, Move.SEND, curator)
    take(copy, Move.APPROVE, reviewer)
    take(copy, Move.PUBLISH, publisher)


@pytest.mark.parametrize("state", State)
def test_clinical_review_stands_apart_from_the_state(reviewer, state):
    article = make_article(state=state)

    note(article, REVIEW, reviewer)

    now = article_now(article)
    assert (now.state, review_of(now)) == (state, REVIEW)
    note(article, None, reviewer)
    assert review_of(article_now(article)) is None
    assert [kept.event for kept in article.history.all()] == ["reviewed", "reviewed"]


def test_clinical_review_does_not_end_an_approval(reviewer, publisher):
    article = make_article(state=State.IN_REVIEW)
    take(article, Move.APPROVE, reviewer)
    note(article, REVIEW, reviewer)

    take(article_now(article), Move.PUBLISH, publisher)

    assert review_of(article_now(article)) == REVIEW


def test_clinical_review_is_noted_by_reviewers_and_not_by_writers(
    curator, publisher, worker
):
    article = make_article(state=State.DRAFT)
    both = worker("ivan", "Curators", "Reviewers")
    write(article, both)

    for account in (curator, publisher):
        with pytest.raises(PermissionDenied):
            note(article, REVIEW, account)
    with pytest.raises(MoveError):
        note(article, REVIEW, both)
    assert review_of(article_now(article)) is None


def test_clinical_review_is_of_the_words_that_were_read(reviewer, curator):
    article = make_article(state=State.DRAFT)
    read = digest_now(article)
    write(article, curator, title="Other words")

    with pytest.raises(MoveError, match="have changed since you read them"):
        note_review(article.pk, REVIEW, account=reviewer, read=read)

    assert review_of(article_now(article)) is None


def test_who_ever_wrote_at_it_notes_no_clinical_review(worker, reviewer, publisher):
    both = worker("ivan", "Curators", "Reviewers")
    article = make_article(state=State.DRAFT)
    write(article, both)
    publish(article, both, reviewer, publisher)

    for one in (article, working_copy(article_now(article))):
        with pytest.raises(MoveError, match="You wrote at these words"):
            note(one, REVIEW, both)


@pytest.mark.parametrize(("first", "then"), [(REVIEW, None), (None, REVIEW)])
def test_publishing_a_copy_leaves_the_review_of_the_article(
    curator, reviewer, publisher, first, then
):
    article = make_article()
    note(article, first, reviewer)
    copy = working_copy(article)
    note(article, then, reviewer)

    publish(copy, curator, reviewer, publisher)

    assert review_of(article_now(article)) == then


def test_review_of_a_copy_goes_with_its_words(curator, reviewer, publisher):
    article = make_article()
    note(article, REVIEW, reviewer)
    copy = working_copy(article)
    assert review_of(copy) is None
    note(copy, LATER, reviewer)

    publish(copy, curator, reviewer, publisher)

    assert review_of(article_now(article)) == LATER


def test_withdrawn_review_does_not_come_back_with_a_version(curator, reviewer):
    article = make_article(state=State.DRAFT)
    note(article, REVIEW, reviewer)
    reviewed = article.history.first().history_id
    note(article, None, reviewer)

    bring_back(article, number=reviewed, by=curator)

    assert review_of(article_now(article)) is None
