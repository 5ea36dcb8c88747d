"""Whether a prompt that stands by itself is offered, and who decides that."""

import pytest
from django.core.exceptions import PermissionDenied

from resources.library.domain.offering import (
    give_back_prompt,
    is_closed,
    publish_prompt,
    retire_prompt,
    writers_of_prompt,
)
from resources.library.domain.workflow import MoveError
from resources.library.models import State
from tests.resources.library.factories import make_own_prompt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_at_the_desk(settings):
    settings.EDITORIAL_REVIEWERS = 2


@pytest.fixture
def in_role(worker):
    """Return a maker of accounts, each in one role."""
    return lambda role, name="": worker(name or role.lower(), role)


def written_by(account, **changes):
    """Return a prompt in review whose words an account wrote."""
    prompt = make_own_prompt(state=State.IN_REVIEW, **changes)
    rewrite(prompt, account, "What flew?")
    return prompt


def rewrite(prompt, account, text):
    prompt.refresh_from_db()
    prompt.text, prompt.state = text, State.IN_REVIEW
    prompt._history_user = account  # noqa: SLF001 -- as the desk does it
    prompt.save()


@pytest.mark.parametrize("role", ["Curators", "Reviewers", "Directory keepers"])
def test_only_publishers_publish(in_role, role):
    prompt = written_by(in_role("Curators", "erin"))

    with pytest.raises(PermissionDenied):
        publish_prompt(prompt.pk, account=in_role(role))

    prompt.refresh_from_db()
    assert prompt.state == State.IN_REVIEW


def test_publisher_publishes_the_words_of_another(in_role):
    prompt = written_by(in_role("Curators"))

    publish_prompt(prompt.pk, account=in_role("Publishers"))

    prompt.refresh_from_db()
    assert prompt.state == State.PUBLISHED


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED, State.RETIRED])
def test_only_what_is_in_review_is_published(in_role, state):
    prompt = make_own_prompt(state=state)

    with pytest.raises(MoveError, match="in review"):
        publish_prompt(prompt.pk, account=in_role("Publishers"))


def test_nobody_publishes_their_own_words(dana):
    prompt = written_by(dana)

    with pytest.raises(MoveError, match="You wrote"):
        publish_prompt(prompt.pk, account=dana)


def test_desk_of_one_publishes_its_own(dana, settings):
    settings.EDITORIAL_REVIEWERS = 1
    prompt = written_by(dana)

    publish_prompt(prompt.pk, account=dana)

    prompt.refresh_from_db()
    assert prompt.state == State.PUBLISHED


def test_writers_are_those_since_it_was_last_published(in_role):
    first, second = in_role("Curators", "erin"), in_role("Curators", "fred")
    prompt = written_by(first)
    assert writers_of_prompt(prompt) == {first.pk}

    publish_prompt(prompt.pk, account=in_role("Publishers"))
    assert writers_of_prompt(prompt) == set()

    retire_prompt(prompt.pk, account=second)
    rewrite(prompt, second, "What swam?")
    assert writers_of_prompt(prompt) == {second.pk}


@pytest.mark.parametrize("role", ["Reviewers", "Directory keepers"])
def test_who_may_not_write_may_not_retire(in_role, role):
    prompt = make_own_prompt()

    with pytest.raises(PermissionDenied):
        retire_prompt(prompt.pk, account=in_role(role))


def test_retired_once_more_says_nothing_twice(in_role):
    prompt, account = make_own_prompt(), in_role("Curators")

    retire_prompt(prompt.pk, account=account)
    retire_prompt(prompt.pk, account=account)

    prompt.refresh_from_db()
    assert prompt.state == State.RETIRED
    assert prompt.history.count() == 2


@pytest.mark.parametrize("role", ["Curators", "Publishers"])
def test_prompt_in_review_is_given_back_as_a_draft(in_role, role):
    prompt, account = make_own_prompt(state=State.IN_REVIEW), in_role(role)

    give_back_prompt(prompt.pk, account=account)

    prompt.refresh_from_db()
    assert prompt.state == State.DRAFT
    assert prompt.history.first().history_user == account


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED, State.RETIRED])
def test_only_what_is_in_review_is_given_back(in_role, state):
    prompt = make_own_prompt(state=state)

    with pytest.raises(MoveError, match="given back"):
        give_back_prompt(prompt.pk, account=in_role("Curators"))


@pytest.mark.parametrize("role", ["Reviewers", "Directory keepers"])
def test_who_may_not_write_gives_nothing_back(in_role, role):
    prompt = make_own_prompt(state=State.IN_REVIEW)

    with pytest.raises(PermissionDenied):
        give_back_prompt(prompt.pk, account=in_role(role))


def test_words_are_closed_in_review_and_while_they_are_offered():
    closed = {
        state for state in State if is_closed(make_own_prompt(state, state=state).pk)
    }

    assert closed == {State.IN_REVIEW, State.PUBLISHED}
