"""Prompts: one drawn, and one on its way to the page.

A prompt survives sign-up, sign-in and unlock. It waits in the session, whose body is
sealed under the browser's cookie, so that no address of the journal ever names an
article, a prompt or a depth.
"""

import secrets
from collections.abc import MutableMapping
from enum import StrEnum
from typing import Any

from journal.domain.matter import Prompt
from journal.domain.ports import ports

_NAME = "journal_prompt"
_SHOWN = "journal_prompts_shown"
REMEMBERED = 6  # prompts that do not come again so soon, the last one above all


class Depth(StrEnum):
    """How near to what is hard a prompt leads, the gentlest first."""

    STEADY = "steady"
    DESCRIBE = "describe"
    DEEPER = "deeper"


def depth_of(text: str) -> Depth:
    """Return the depth that a form names; what is none counts as the gentlest."""
    return Depth(text) if text in set(Depth) else Depth.STEADY


def draw(session: MutableMapping[str, Any], depth: Depth) -> Prompt | None:
    """Draw a prompt by chance, lay it ready, and return it.

    Args:
        session: Remembers the names of the last six that were shown.
        depth: From which kind; never from a deeper one.

    Returns:
        A prompt that was not shown lately, and never the one that was shown last;
        ``None`` where there is no other.
    """
    offered = dict(ports.prompts.offered(depth))
    shown = list(session.get(_SHOWN, ()))
    fresh = [name for name in offered if name not in shown]
    fresh = fresh or [name for name in offered if name not in shown[-1:]]
    if not fresh:
        return None
    name = secrets.choice(fresh)
    session[_SHOWN] = [*shown, name][-REMEMBERED:]
    prompt = Prompt(offered[name], depth=depth.value)
    bring(session, prompt)
    return prompt


def bring(session: MutableMapping[str, Any], prompt: Prompt) -> None:
    """Lay a prompt ready for the next page that is opened for writing."""
    session[_NAME] = [prompt.text, prompt.source, prompt.depth]


def waiting(session: MutableMapping[str, Any]) -> Prompt | None:
    """Return the prompt that waits, and leave it there: reloading must not lose it."""
    values = session.get(_NAME)
    return Prompt(*values) if values else None


def put_away(session: MutableMapping[str, Any]) -> None:
    """Forget the prompt: it was answered, or not wanted."""
    session.pop(_NAME, None)
