"""Two people at once: one step is taken, and the other person gets a sentence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import Http404

from resources.library.domain.revisions import working_copy
from resources.library.domain.versions import drop_copy
from resources.library.domain.workflow import MoveError, digest_now, move
from resources.library.models import Article, Move, State, Transition
from tests.resources.library.domain.test_workflow import article_now, take, write
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(5)  # each starts both at once; who is first is for the machine to say
PATIENCE = 60  # seconds, for a test that would hang


def at_once(*tasks: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment, each on a connection of its own.

    Returns:
        What each gave, or the refusal that it met.
    """
    ready = Barrier(len(tasks), timeout=PATIENCE)

    def run(task: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            ready.wait()
            return task()
        except MoveError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def step(article, kind, account) -> Callable[[], object]:
    """Return a step that was decided on in sight of the words as they are now."""
    pk, read = article.pk, digest_now(article_now(article))
    return lambda: move(pk, kind, account=account, reason="It is time.", read=read)


def approved(article, curator, reviewer):
    take(article, Move.SEND, curator)
    take(article, Move.APPROVE, reviewer)
    return article_now(article)


def counts(article) -> tuple[int, int]:
    """Return how many steps and versions an article has."""
    return article.transitions.count(), article.history.count()


@pytest.fixture
def second(worker):
    """Ivan publishes too."""
    return worker("ivan", "Publishers")


@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize("other", [Move.PUBLISH, Move.RETIRE, Move.RETURN])
def test_one_of_two_steps_is_taken(curator, reviewer, publisher, second, other, number):
    article = approved(make_article(state=State.DRAFT), curator, reviewer)
    steps, versions = counts(article)

    found = at_once(
        step(article, Move.PUBLISH, publisher), step(article, other, second)
    )

    refused = [each for each in found if isinstance(each, MoveError)]
    taken = len(found) - len(refused)
    # What is published may be retired right after; nothing else follows on the other.
    both = other is Move.RETIRE and article_now(article).state == State.RETIRED
    assert taken in ((1, 2) if both else (1,))
    assert all("does not follow" in str(each) for each in refused)
    assert counts(article) == (steps + taken, versions + taken)
    chain = article.transitions.order_by("pk").values_list("from_state", "to_state")
    ends = [end for _start, end in chain]
    assert [start for start, _end in chain] == [State.DRAFT, *ends[:-1]]


@pytest.mark.parametrize("number", ROUNDS)
def test_copy_is_published_once(curator, reviewer, publisher, second, number):
    article = make_article()
    copy = working_copy(article)
    write(copy, curator, title="Newer")
    copy = approved(copy, curator, reviewer)

    found = at_once(
        step(copy, Move.PUBLISH, publisher), step(copy, Move.PUBLISH, second)
    )

    (refused,) = [each for each in found if isinstance(each, MoveError)]
    assert "not here any more" in str(refused)
    now = Article.objects.get()
    assert (now, now.title, now.state) == (article, "Newer", State.PUBLISHED)
    assert Transition.objects.filter(move=Move.PUBLISH).count() == 1


@pytest.mark.parametrize("number", ROUNDS)
def test_copy_does_not_bring_back_what_is_being_retired(
    curator, reviewer, publisher, second, number
):
    article = make_article()
    copy = approved(working_copy(article), curator, reviewer)

    at_once(step(copy, Move.PUBLISH, publisher), step(article, Move.RETIRE, second))

    assert article_now(article).state == State.RETIRED
    assert Transition.objects.filter(move=Move.RETIRE).count() == 1


@pytest.mark.parametrize("number", ROUNDS)
def test_copy_is_published_or_dropped(curator, reviewer, publisher, number):
    article = make_article()
    copy = working_copy(article)
    write(copy, curator, title="Newer")
    copy = approved(copy, curator, reviewer)
    drop = Article(pk=copy.pk)

    at_once(
        step(copy, Move.PUBLISH, publisher),
        lambda: dropped(drop, curator),
    )

    now = Article.objects.get()
    published = Transition.objects.filter(move=Move.PUBLISH).count()
    assert now.title == ("Newer" if published else "The tides")


def dropped(copy, account) -> object:
    try:
        drop_copy(copy, by=account)
    except Http404 as gone:
        return gone
    return None
