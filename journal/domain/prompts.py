"""A prompt on its way to the page: it survives sign-up, sign-in and unlock.

It waits in the session, whose body is sealed under the browser's cookie, so that no
address of the journal ever names an article.
"""

from collections.abc import MutableMapping
from typing import Any

from journal.domain.matter import Prompt

_NAME = "journal_prompt"


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
