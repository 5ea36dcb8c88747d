"""The way of an article: every role, state and step, allowed and refused."""

import pytest
from django.core.exceptions import PermissionDenied

from resources.library.domain.editing import save_article
from resources.library.domain.revisions import working_copy
from resources.library.domain.versions import keep_version
from resources.library.domain.workflow import (
    MoveError,
    digest_now,
    move,
    moves_for,
)
from resources.library.models import Article, Event, Move, State, Transition
from tests.resources.library.factories import make_article, make_prompts

pytestmark = pytest.mark.django_db

# Who may take which step from where, with somebody else's words and an approval.
WAY = {
    ("Curators", State.DRAFT): {Move.SEND},
    ("Curators", State.IN_REVIEW): {Move.RETURN},
    ("Reviewers", State.IN_REVIEW): {Move.RETURN, Move.APPROVE},
    ("Publishers", State.DRAFT): {Move.RETIRE},
    ("Publishers", State.IN_REVIEW): {Move.RETURN, Move.PUBLISH, Move.RETIRE},
    ("Publishers", State.PUBLISHED): {Move.RETIRE},
    ("Publishers", State.RETIRED): {Move.REOPEN},
}
END = {
    Move.SEND: State.IN_REVIEW,
    Move.RETURN: State.DRAFT,
    Move.APPROVE: State.IN_REVIEW,
    Move.PUBLISH: State.PUBLISHED,
    Move.PUBLISH_ALONE: State.PUBLISHED,
    Move.RETIRE: State.RETIRED,
    Move.REOPEN: State.DRAFT,
}
ROLES = ("Curators", "Reviewers", "Publishers", "Directory keepers", "Counselors")


def take(article, step, account, *, reason="It is ready.", read=None) -> Article:
    words = digest_now(article) if read is None else read
    return move(article.pk, step, account=account, reason=reason, read=words)


def write(article, account, *, title="Ours") -> None:
    article.title = title
    save_article(article)
    keep_version(article, event=Event.EDITED, by=account)


def in_state(state, *, reviewer) -> Article:
    """Return an article in a state; one in review is approved by somebody else."""
    article = make_article(state=state)
    if state == State.IN_REVIEW:
        take(article, Move.APPROVE, reviewer)
    return article


@pytest.mark.parametrize("step", Move)
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_takes_its_own_steps_and_no_other(
    worker, reviewer, role, state, step
):
    article = in_state(state, reviewer=reviewer)
    account = worker("ivan", role)
    allowed = WAY.get((role, state), set())
    steps = Transition.objects.count()
    versions = article.history.count()
    offered = moves_for(article, account=account)

    if step in allowed:
        moved = take(article, step, account)
    else:
        with pytest.raises((PermissionDenied, MoveError)):
            take(article, step, account)
        moved = Article.objects.get()

    assert (step in offered) == (step in allowed)
    assert moved.state == (END[step] if step in allowed else state)
    more = int(step in allowed)
    assert Transition.objects.count() == steps + more
    assert article.history.count() == versions + more


def test_step_is_noted_with_who_when_and_why(curator, reviewer):
    article = make_article(state=State.DRAFT)
    digest = digest_now(article)

    take(article, Move.SEND, curator, reason=" Please look. ")

    noted = Transition.objects.get()
    assert (noted.move, noted.from_state, noted.to_state) == (
        "send", "draft", "in_review"
    )  # fmt: skip
    assert (noted.by, noted.reason, noted.digest) == (curator, "Please look.", digest)
    kept = article.history.get()
    assert (kept.event, kept.history_user) == ("moved", curator)
    assert kept.history_change_reason == "Send to review. Please look."


def test_nobody_approves_or_publishes_their_own(worker, reviewer, settings):
    settings.EDITORIAL_REVIEWERS = 2
    everything = worker("ivan", "Curators", "Reviewers", "Publishers")
    article = make_article(state=State.DRAFT)
    write(article, everything)
    take(article, Move.SEND, everything)

    assert moves_for(article_now(article), account=everything) == [
        Move.RETURN,
        Move.RETIRE,
    ]
    for step in (Move.APPROVE, Move.PUBLISH, Move.PUBLISH_ALONE):
        with pytest.raises(MoveError):
            take(article, step, everything)
    take(article, Move.APPROVE, reviewer)
    with pytest.raises(MoveError, match="You wrote at these words"):
        take(article, Move.PUBLISH, everything)
    assert article_now(article).state == State.IN_REVIEW


def article_now(article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_two_people_publish(curator, reviewer, publisher):
    article = make_article(state=State.DRAFT)
    write(article, curator)
    take(article, Move.SEND, curator)
    with pytest.raises(MoveError, match="Nobody has approved"):
        take(article, Move.PUBLISH, publisher)
    take(article, Move.APPROVE, reviewer)

    take(article, Move.PUBLISH, publisher)

    assert article_now(article).state == State.PUBLISHED
    assert [each.move for each in article.transitions.all()] == [
        "publish", "approve", "send"
    ]  # fmt: skip


def test_approval_holds_for_the_words_that_were_read(curator, reviewer, publisher):
    article = make_article(state=State.IN_REVIEW)
    take(article, Move.APPROVE, reviewer)
    take(article, Move.RETURN, curator)
    article = article_now(article)
    write(article, curator, title="Other words")
    take(article, Move.SEND, curator)

    with pytest.raises(MoveError, match="Nobody has approved"):
        take(article, Move.PUBLISH, publisher)


def test_approval_ends_with_a_change_past_the_desk(reviewer, publisher):
    article = make_article(state=State.IN_REVIEW)
    take(article, Move.APPROVE, reviewer)
    Article.objects.update(title="Slipped in")

    with pytest.raises(MoveError, match="Nobody has approved"):
        take(article_now(article), Move.PUBLISH, publisher)


@pytest.mark.parametrize("read", ["", "0" * 64])
def test_words_must_have_been_read(reviewer, read):
    article = make_article(state=State.IN_REVIEW)

    with pytest.raises(MoveError, match="have changed since you read them"):
        take(article, Move.APPROVE, reviewer, read=read)

    assert Transition.objects.count() == 0


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_one_person_publishes_alone_where_that_is_set(worker, settings, state):
    settings.EDITORIAL_REVIEWERS = 1
    alone = worker("ivan", "Curators", "Publishers")
    article = make_article(state=state)
    write(article, alone)

    with pytest.raises(MoveError, match="Please say why"):
        take(article, Move.PUBLISH_ALONE, alone, reason=" ")
    with pytest.raises(MoveError, match="have changed since"):
        take(article, Move.PUBLISH_ALONE, alone, read="")
    take(article, Move.PUBLISH_ALONE, alone, reason="I run this alone.")

    assert article_now(article).state == State.PUBLISHED
    assert article.transitions.get().reason == "I run this alone."


def test_who_wrote_before_the_last_publishing_may_approve_again(
    curator, worker, publisher
):
    both = worker("ivan", "Curators", "Reviewers")
    article = make_article(state=State.DRAFT)
    write(article, both)
    take(article, Move.SEND, both)
    take(article, Move.APPROVE, worker("judy", "Reviewers"))
    take(article, Move.PUBLISH, publisher)
    copy = working_copy(article_now(article))
    write(copy, curator, title="Newer")
    take(copy, Move.SEND, curator)

    assert Move.APPROVE in moves_for(article_now(copy), account=both)


def test_working_copy_takes_the_articles_place_when_published(
    curator, reviewer, publisher
):
    article = make_article()
    make_prompts(article)
    copy = working_copy(article)
    write(copy, curator, title="Newer")
    assert article_now(article).title == "The tides"
    take(copy, Move.SEND, curator)
    take(copy, Move.APPROVE, reviewer)

    moved = take(copy, Move.PUBLISH, publisher)

    assert (moved.pk, moved.slug, moved.title) == (article.pk, "tides", "Newer")
    assert Article.objects.get() == article
    assert article.prompts.count() == 3
    assert [each.move for each in article.transitions.all()] == [
        "publish", "approve", "send"
    ]  # fmt: skip
    assert curator.pk in set(article.history.values_list("history_user_id", flat=True))


def test_working_copy_does_not_revive_what_was_retired(curator, reviewer, publisher):
    article = make_article()
    copy = working_copy(article)
    take(copy, Move.SEND, curator)
    take(copy, Move.APPROVE, reviewer)
    take(article, Move.RETIRE, publisher)

    with pytest.raises(MoveError, match="not published any more"):
        take(copy, Move.PUBLISH, publisher)

    assert article_now(article).state == State.RETIRED


def test_working_copy_is_not_retired(publisher):
    copy = working_copy(make_article())

    with pytest.raises(MoveError, match="A working copy is deleted"):
        take(copy, Move.RETIRE, publisher)
