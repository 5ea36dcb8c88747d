"""What a sentence about somebody's reach is made of, and what holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Claim:
    """One thing that somebody can or cannot do.

    Args:
        says: The sentence that people read.
        held: Node ids of the tests that hold it.
        note: Words for those who read the threat model.
    """

    says: StrOrPromise
    held: tuple[str, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        return str(self.says)


@dataclass(frozen=True)
class Onlooker:
    """Somebody who might look, with what is open and what is closed to them."""

    key: str
    name: StrOrPromise
    can: tuple[Claim, ...]
    cannot: tuple[Claim, ...]


def by(module: str, *names: str) -> tuple[str, ...]:
    """Return the node ids of tests in one module under ``tests/``."""
    return tuple(f"tests/{module}.py::test_{name}" for name in names)
