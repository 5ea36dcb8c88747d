"""The picture of moods: where each one stands. No line joins them, none is added.

It is asked for in the settings, and shows one month; nothing is counted together.
"""

from dataclasses import dataclass

from journal.domain.check_in import Mood
from journal.domain.months import Month

# The lines of the picture from the top down, and sizes in its own units.
ORDER = (
    Mood.LIGHT,
    Mood.LIGHTER,
    Mood.IN_BETWEEN,
    Mood.HARD,
    Mood.VERY_HARD,
    Mood.UNKNOWN,
)
LEFT, RIGHT, TOP, STEP = 96, 392, 16, 36
WIDTH, HEIGHT = 408, 240
ASIDE = 3.5  # between marks of one day, where they are few
DAY_WIDTH = 8  # at most, so that many marks stay beside their day


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """One mood of one day.

    Args:
        x: From the left.
        y: From the top.
    """

    x: float
    y: float

    def __repr__(self) -> str:
        return "<Mark>"


@dataclass(frozen=True, slots=True)
class Tick:
    """A line or a number of the scale: where, and what it says."""

    place: float
    value: int


def marks_of(month: Month) -> list[Mark]:
    """Return a mark for each mood; those of one day stand side by side."""
    return [
        Mark(
            round(_x(month, day.date.day) + number * _aside(len(day.moods)), 1),
            _y(mood),
        )
        for day in month.noted
        for number, mood in enumerate(day.moods)
    ]


def rows() -> list[Tick]:
    """Return the lines of the picture, each with its mood."""
    return [Tick(_y(mood), int(mood)) for mood in ORDER]


def numbers_below(month: Month) -> list[Tick]:
    """Return the days that are written below the picture: one of each week."""
    return [
        Tick(round(_x(month, number), 1), number)
        for number in range(1, len(month.days) + 1, 7)
    ]


def _aside(marks: int) -> float:
    return min(ASIDE, DAY_WIDTH / marks)


def _x(month: Month, number: int) -> float:
    return LEFT + (RIGHT - LEFT) * (number - 1) / (len(month.days) - 1)


def _y(mood: int) -> int:
    return TOP + STEP * ORDER.index(Mood(mood))
