"""Makes one function fail at its last line, when it holds all that it computes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

PACKAGES = (
    "/journal/domain/",
    "/journal/crypto/",
    "/journal/views/",
    "/journal/forms/",
)


class PlantedError(Exception):
    """What a function fails with; its words quote what was typed, as databases do."""


def is_ours(code: CodeType) -> bool:
    """Tell whether a function is the journal's own, and may fail at its last line."""
    own = any(each in code.co_filename for each in PACKAGES)
    # Its last line gives a turn back; whoever fails there makes all others wait.
    turns = code.co_filename.endswith("/stretching.py")
    named = "/tests/" not in code.co_filename and "<" not in code.co_name
    return own and named and not turns


@contextmanager
def last_lines() -> Iterator[dict[CodeType, int]]:
    """Take down, of each function that runs, the last line that it reached."""
    found: dict[CodeType, int] = {}

    def local(frame: FrameType, event: str, _value: Any) -> Any:
        if event == "line":
            found[frame.f_code] = frame.f_lineno
        return local

    with _traced(lambda frame: local if is_ours(frame.f_code) else None):
        yield found


@contextmanager
def failing(code: CodeType, line: int, words: str) -> Iterator[None]:
    """Let a function fail at a line."""

    def local(frame: FrameType, event: str, _value: Any) -> Any:
        if event == "line" and frame.f_lineno == line:
            raise PlantedError(words)
        return local

    with _traced(lambda frame: local if frame.f_code is code else None):
        yield


@contextmanager
def _traced(choose: Any) -> Iterator[None]:
    before = sys.gettrace()
    sys.settrace(lambda frame, _event, _value: choose(frame))
    try:
        yield
    finally:
        sys.settrace(before)
