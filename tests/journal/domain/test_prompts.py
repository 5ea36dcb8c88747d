"""A prompt on its way: it waits as often as one looks, until it is put away."""

import json

from journal.domain import prompts
from journal.domain.matter import Prompt

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
