"""How a day was, as far as the writer wants to say, and the names of tags."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from itertools import chain
from typing import Any

MAX_TAGS = 16  # of one entry; as many as a line of the list holds
MAX_OWN_FEELINGS = 16
MAX_NAME = 40  # characters of a tag, or of a feeling in the writer's own word


class Mood(IntEnum):
    """How it was. The numbers stand in sealed lines: never reuse one."""

    NOT_SAID = 0
    VERY_HARD = 1
    HARD = 2
    IN_BETWEEN = 3
    LIGHTER = 4
    LIGHT = 5
    UNKNOWN = 6  # "don't know" is an answer


SLEEP = ("hardly", "some", "well", "unknown")
BODY = ("at ease", "tired", "tense", "hurting", "numb", "unknown")
# Six families of four. What is stored is the word itself, so a search finds it.
FEELINGS = {
    "quiet": ("calm", "rested", "safe", "content"),
    "warm": ("hopeful", "thankful", "proud", "close to someone"),
    "sad": ("sad", "lonely", "grieving", "empty"),
    "afraid": ("afraid", "worried", "on edge", "unsafe"),
    "angry": ("angry", "irritated", "let down", "bitter"),
    "tangled": ("ashamed", "guilty", "confused", "far away"),
}
OFFERED = tuple(chain.from_iterable(FEELINGS.values()))

_SEPARATORS = re.compile("[,;\n\u060c\u3001]")  # also the Arabic and the CJK comma


@dataclass(frozen=True, slots=True, repr=False)
class CheckIn:
    """What somebody noted of a day.

    Args:
        mood: Of ``Mood``.
        feelings: Words of ``OFFERED`` and own ones.
        sleep: Of ``SLEEP``, or empty.
        body: Of ``BODY``, or empty.
    """

    mood: int = Mood.NOT_SAID
    feelings: tuple[str, ...] = ()
    sleep: str = ""
    body: str = ""

    def __repr__(self) -> str:
        return "<CheckIn>"

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was noted."""
        return not (self.mood or self.feelings or self.sleep or self.body)

    @property
    def own_feelings(self) -> tuple[str, ...]:
        """The feelings in the writer's own words."""
        return tuple(word for word in self.feelings if word not in OFFERED)


NOTHING_NOTED = CheckIn()


def check_in_from(values: dict[str, Any]) -> CheckIn:
    """Return what a header or a note says of a day; older ones say nothing.

    Raises:
        TypeError: A value is of another type.
        ValueError: It is none of the choices, or no text that can be stored.
    """
    sleep, body = values.get("sleep", ""), values.get("body", "")
    if sleep not in ("", *SLEEP) or body not in ("", *BODY):
        raise ValueError("No choice of a check-in.")
    return CheckIn(
        Mood(values.get("mood", Mood.NOT_SAID)),
        texts_from(values.get("feelings", [])),
        sleep,
        body,
    )


def texts_from(values: object) -> tuple[str, ...]:
    """Return a stored list of texts.

    Raises:
        TypeError: It is no list of texts.
        UnicodeEncodeError: One of them holds half a character.
    """
    if not isinstance(values, list):
        raise TypeError
    for value in values:
        if not isinstance(value, str):
            raise TypeError
        value.encode()
    return tuple(values)


def names_in(typed: str) -> tuple[str, ...]:
    """Return the names in a list with commas, each once, in the order typed.

    Two names are the same when they differ in case alone; the first one stays.
    """
    names: dict[str, str] = {}
    for part in _SEPARATORS.split(unicodedata.normalize("NFC", typed)):
        name = " ".join(part.split()).removeprefix("#").strip()
        if name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def split_fitting(
    names: tuple[str, ...], most: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that fit, at most so many, and those that do not."""
    fit = tuple(name for name in names if len(name) <= MAX_NAME)[:most]
    return fit, tuple(name for name in names if name not in fit)


def number_of(tag: str) -> int:
    """Return the number by which the list knows a tag, 0 to 65,535.

    Two bytes of the SHA-256 of its name: lists are made anew and journals merged
    without a table of numbers. Two tags may share one; who filters by it compares the
    name as well.
    """
    return int.from_bytes(sha256(tag.casefold().encode()).digest()[:2], "big")


def numbers_of(tags: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of tags, in their order."""
    return tuple(number_of(tag) for tag in tags)
