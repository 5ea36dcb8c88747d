"""Every shipped prompt keeps every rule, and every rule catches a spoilt prompt."""

from collections import Counter
from dataclasses import replace

import pytest

from resources.library.domain.content import PromptContent
from resources.library.domain.shipped import CONTENT, read_content
from tests.resources.library import prompt_rules as rules

FEWEST = 12  # of each depth
SHELF = {
    slug: prompt
    for language in read_content(CONTENT)
    if language.language == "en"
    for slug, prompt in language.prompts.items()
}
WHOLE = SHELF["plain-list"]
LONG_WORDS = "Psychological considerations necessitate multidisciplinary evaluation."


def spoilt(text: str) -> PromptContent:
    return replace(WHOLE, text=text)


def test_there_are_enough_of_each_depth():
    counts = Counter(prompt.depth for prompt in SHELF.values())

    assert set(counts) == {"steady", "describe", "deeper"}
    assert [depth for depth, count in counts.items() if count < FEWEST] == []


@pytest.mark.parametrize("slug", SHELF)
@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_prompt_keeps_the_rule(rule, slug):
    assert rule(slug, SHELF) == []


SPOILT = (
    (rules.grade_faults, spoilt(LONG_WORDS)),
    (rules.length_faults, spoilt("a " * 101)),
    (rules.granted_faults, spoilt("What happened to me?")),
    (rules.granted_faults, spoilt("What would she say?")),
    (rules.granted_faults, spoilt("Who in my family is kind?")),
    (rules.granted_faults, spoilt("What do I pray for?")),
    (rules.telling_faults, spoilt("What does surviving mean to me?")),
    (rules.telling_faults, spoilt("What should I forgive?")),
    (rules.twin_faults, spoilt(SHELF["one-colour"].text.upper())),
)


@pytest.mark.parametrize(
    ("rule", "prompt"), SPOILT, ids=[rule.__name__ for rule, _ in SPOILT]
)
def test_spoilt_prompt_breaks_its_rule(rule, prompt):
    shelf = {**SHELF, "plain-list": prompt}

    faults = rule("plain-list", shelf)

    assert len(faults) >= 1
