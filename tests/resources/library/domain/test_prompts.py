"""Reading prompts: the gentlest first, one for the door, and those by themselves."""

import pytest

from resources.library.domain.prompts import (
    PromptWords,
    own_prompts,
    prompt_for,
    prompts_of,
)
from resources.library.models import State
from tests.resources.library.factories import (
    make_article,
    make_own_prompt,
    make_prompts,
)

pytestmark = pytest.mark.django_db


def test_prompts_stand_with_the_gentlest_first():
    article = make_article()
    make_prompts(article)

    depths = [prompt.depth for prompt in prompts_of(article)]

    assert depths == ["steady", "describe", "deeper"]


def test_prompt_is_found_by_article_and_depth():
    make_prompts(make_article("tides", title="Tides"))
    make_prompts(make_article("waves"))

    words = prompt_for("tides", depth="deeper", language="en-gb")

    assert words == PromptWords(
        text="Words: deeper",
        depth="deeper",
        article_title="Tides",
        article_slug="tides",
    )


@pytest.mark.parametrize(
    ("slug", "depth", "language"),
    [
        ("tides", "deepest", "en"),
        ("waves", "steady", "en"),
        ("draft", "steady", "en"),
        ("tides", "steady", "de"),
    ],
)
def test_unknown_prompt_is_none(slug, depth, language):
    make_prompts(make_article("tides"))
    make_prompts(make_article("draft", state=State.DRAFT))

    assert prompt_for(slug, depth=depth, language=language) is None


def test_own_prompts_are_those_that_are_offered_in_the_language():
    make_prompts(make_article("tides"))
    make_own_prompt("shells", text="What did the tide leave?")
    make_own_prompt("gulls", text="What flew by?")
    make_own_prompt("deep", depth="deeper")
    make_own_prompt("muscheln", language="de")
    for state in (State.DRAFT, State.IN_REVIEW, State.RETIRED):
        make_own_prompt(f"not-{state}".replace("_", "-"), state=state)

    offered = own_prompts("steady", language="en-gb")

    assert offered == {
        "gulls": "What flew by?",
        "shells": "What did the tide leave?",
    }
    assert own_prompts("deepest", language="en") == {}
