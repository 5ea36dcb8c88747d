"""A prompt drawn, and on its way: it waits as often as one looks, until put away."""

import json
from itertools import pairwise

import pytest

from journal.domain import prompts
from journal.domain.matter import Prompt
from journal.domain.prompts import Depth
from resources.library.domain.loading import load_library
from resources.library.domain.shipped import CONTENT
from resources.library.models import Prompt as Row
from resources.library.models import State
from tests.resources.library.factories import (
    make_article,
    make_own_prompt,
    make_prompts,
)

MANY = 200  # draws: what could come twice in a row, or never, would do so
PROMPT = Prompt("What helped?", "An article", "gently")


def test_prompt_waits_until_it_is_put_away():
    session = {}

    prompts.bring(session, PROMPT)

    assert [prompts.waiting(session), prompts.waiting(session)] == [PROMPT, PROMPT]
    prompts.put_away(session)
    assert prompts.waiting(session) is None


def test_prompt_survives_the_session_s_way_of_storing():
    session = {}
    prompts.bring(session, PROMPT)

    stored = json.loads(json.dumps(session))

    assert prompts.waiting(stored) == PROMPT


def test_nothing_to_put_away_is_no_failure():
    session = {"other": 1}

    prompts.put_away(session)

    assert session == {"other": 1}


@pytest.mark.parametrize("depth", Depth)
def test_drawn_prompts_are_of_the_depth_and_never_twice_in_a_row(db, depth):
    load_library(CONTENT)
    session = {}

    drawn = [prompts.draw(session, depth) for _ in range(MANY)]

    assert {prompt.depth for prompt in drawn} == {depth.value}
    assert {prompt.source for prompt in drawn} == {""}
    assert [one for one, next_one in pairwise(drawn) if one == next_one] == []
    assert {prompt.text for prompt in drawn} == set(
        Row.objects.filter(article=None, depth=depth).values_list("text", flat=True)
    )


def test_six_prompts_pass_before_one_comes_again(db):
    load_library(CONTENT)
    session = {}

    drawn = [prompts.draw(session, Depth.STEADY).text for _ in range(MANY)]

    width = prompts.REMEMBERED + 1
    runs = [drawn[at : at + width] for at in range(MANY - width + 1)]
    assert [run for run in runs if len(set(run)) < width] == []


def test_two_prompts_take_turns(db):
    make_own_prompt("one")
    make_own_prompt("two")
    session = {}

    drawn = [prompts.draw(session, Depth.STEADY).text for _ in range(8)]

    assert drawn[:2] * 4 == drawn
    assert len(set(drawn)) == 2


def test_the_only_prompt_does_not_come_twice_in_a_row(db):
    make_own_prompt("one")
    session = {}

    drawn = [prompts.draw(session, Depth.STEADY) for _ in range(2)]

    assert drawn == [Prompt("Words of one?", "", "steady"), None]
    assert prompts.waiting(session) == drawn[0]


def test_what_is_not_offered_is_never_drawn(db):
    make_prompts(make_article())
    for state in (State.DRAFT, State.IN_REVIEW, State.RETIRED):
        make_own_prompt(f"not-{state.value}".replace("_", "-"), state=state)
    make_own_prompt("deep", depth="deeper")

    assert prompts.draw({}, Depth.STEADY) is None


def test_drawn_prompt_waits_and_its_words_are_in_the_session_once(db):
    make_own_prompt("one")
    session = {"other": 1}

    drawn = prompts.draw(session, Depth.STEADY)

    assert prompts.waiting(json.loads(json.dumps(session))) == drawn
    assert json.dumps(session).count("Words of one?") == 1


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("describe", Depth.DESCRIBE),
        ("deeper", Depth.DEEPER),
        ("", Depth.STEADY),
        ("DEEPER", Depth.STEADY),
        ("deepest\x00", Depth.STEADY),
    ],
)
def test_what_is_no_depth_counts_as_the_gentlest(text, depth):
    assert prompts.depth_of(text) is depth
