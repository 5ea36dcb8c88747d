"""The rules that every prompt keeps which stands by itself.

Each returns what is wrong with one prompt, one sentence per fault.
"""

import re
from collections.abc import Callable, Mapping

from resources.library.domain.content import PromptContent
from resources.library.domain.refusals import MAX_OWN_PROMPT
from tests.resources.library.article_rules import HARDEST_GRADE, shingle_hashes
from tests.resources.library.article_rules import source_hashes as hashes_of_source
from tests.resources.library.readability import grade_of

Shelf = Mapping[str, PromptContent]
Rule = Callable[[str, Shelf], list[str]]

# What a prompt that anybody may meet must not take for granted, or ask for.
GRANTED = re.compile(
    r"\b(?:he|she|him|her|his|hers|man|men|woman|women|boy|girl|lady|gentleman|"
    r"wife|husband|partner|mother|father|mum|mom|dad|parents?|sister|brother|sons?|"
    r"daughters?|child|children|family|god|pray\w*|faith|church|mosque|temple|bless\w*|"
    r"boss|work|office|school|that night|the day it|it happened|what happened|"
    r"happened to)\b",
    re.IGNORECASE,
)
TELLING = re.compile(
    r"harass|assault|abus|attack|trauma|victim|surviv|\brap(?:e|ed|es|ist)\b|"
    r"perpetrat|forgiv|\bheal|\bcure|\bblame|\bfault|\bmust\b|\bshould\b",
    re.IGNORECASE,
)


def grade_faults(slug: str, shelf: Shelf) -> list[str]:
    """Everybody can read it at once."""
    grade = grade_of(shelf[slug].text)
    return [f"grade {grade:.1f}"] if grade > HARDEST_GRADE else []


def length_faults(slug: str, shelf: Shelf) -> list[str]:
    """It is read at one glance."""
    length = len(shelf[slug].text)
    return [f"{length} characters"] if length > MAX_OWN_PROMPT else []


def granted_faults(slug: str, shelf: Shelf) -> list[str]:
    """It takes no gender, faith, family or event for granted, and asks for no scene."""
    return [
        f"takes for granted: {found}" for found in GRANTED.findall(shelf[slug].text)
    ]


def telling_faults(slug: str, shelf: Shelf) -> list[str]:
    """It can be seen beside the screen, and neither judges nor promises."""
    return [f"tells: {found}" for found in TELLING.findall(shelf[slug].text)]


def twin_faults(slug: str, shelf: Shelf) -> list[str]:
    """No other prompt has the same words."""
    twins = [
        other
        for other, prompt in shelf.items()
        if other != slug and prompt.text.casefold() == shelf[slug].text.casefold()
    ]
    return [f"the same as {other}" for other in twins]


def run_faults(slug: str, shelf: Shelf) -> list[str]:
    """No run of eight words is the source's."""
    found, known = shingle_hashes(shelf[slug].text), hashes_of_source()
    return [f"taken over: {run}" for name, run in found.items() if name in known]


RULES: tuple[Rule, ...] = (
    grade_faults,
    length_faults,
    granted_faults,
    telling_faults,
    twin_faults,
    run_faults,
)
