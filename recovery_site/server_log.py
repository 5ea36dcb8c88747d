"""The server's own log: what kind of trouble, and never from where or about what.

gunicorn writes a visitor's address for a request that it cannot read, and the address
of the page for one that fails.
"""

import sys
from typing import Any

from gunicorn.glogging import Logger


class NeutralLogger(Logger):
    """Writes the level and the kind of an exception; no arguments, no messages."""

    def warning(self, msg: Any, *_args: Any, **_kwargs: Any) -> None:
        """Write a warning without what it is about."""
        super().warning(_neutral(msg))  # type: ignore[no-untyped-call]  # -- gunicorn has no types

    def error(self, msg: Any, *_args: Any, **_kwargs: Any) -> None:
        """Write an error without what it is about."""
        super().error(_neutral(msg))  # type: ignore[no-untyped-call]  # -- gunicorn has no types

    def exception(self, msg: Any, *_args: Any, **_kwargs: Any) -> None:
        """Write an exception's kind, not its text and not the values around it."""
        super().error(_neutral(msg))  # type: ignore[no-untyped-call]  # -- gunicorn has no types


def _neutral(message: Any) -> str:
    kind = sys.exc_info()[0]
    words = str(message).split("%", maxsplit=1)[0].split("ip=", maxsplit=1)[0].strip()
    return f"{words} {kind.__name__}" if kind else words
