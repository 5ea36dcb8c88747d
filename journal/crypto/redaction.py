"""A base for values that must not end up in logs, error pages or pickles."""

from typing import NoReturn, SupportsIndex


class Redacted:
    """Hides its fields from ``repr`` and refuses to be copied or pickled.

    Tracebacks, error pages and debuggers print local variables; caches and
    sessions pickle what they are given. Neither may ever carry a key.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: redacted>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        message = f"{type(self).__name__} must not be copied or pickled."
        raise TypeError(message)
