"""Logs that name the kind of trouble and the place in the code, and nothing else.

Django's own records carry the path (with record ids), the request (with cookies) and
the text of exceptions (PostgreSQL quotes the row's values in it). An operator needs to
know what broke and where; nobody needs to know whose words broke it.
"""

import logging
import traceback
from types import TracebackType


class NeutralFormatter(logging.Formatter):
    """Writes level, logger, status, route name and frames; no message arguments."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as text without anything that a person sent."""
        parts = [record.levelname, record.name]
        status = getattr(record, "status_code", None)
        if status is not None:
            parts += [str(status), self._route(record)]
        else:
            parts.append(str(record.msg).split("%", maxsplit=1)[0].strip())
        if record.exc_info and record.exc_info[0]:
            parts.append(record.exc_info[0].__name__)
            parts += self._frames(record.exc_info[2])
        return " ".join(part for part in parts if part)

    def _route(self, record: logging.LogRecord) -> str:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        return getattr(match, "view_name", "") or "-"

    def _frames(self, trace: TracebackType | None) -> list[str]:
        return [
            f"\n  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
