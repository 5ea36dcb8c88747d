"""Reports of errors that carry nothing of a person's, should anybody switch them on.

Django can mail a report of each failure, or show it. Ours would hold a passphrase in a
frame's variables, words in the form, and keys in the cookies. So a report names the
kind of failure and the lines of code, and nothing that was sent or computed.
"""

from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

KEPT = (
    "exception_type",
    "sys_version_info",
    "django_version_info",
    "server_time",
)


class NothingPersonal(SafeExceptionReporterFilter):
    """Hides every variable, field, cookie, header and setting."""

    def is_active(self, request: HttpRequest | None) -> bool:  # noqa: ARG002 -- Django's signature
        """Hide them always, in debug mode too."""
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        """Return no setting."""
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:  # noqa: ARG002 -- Django's signature
        """Return no header."""
        return {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:  # noqa: ARG002 -- Django's signature
        """Return no cookie."""
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:  # noqa: ARG002 -- Django's signature
        """Return no field."""
        return {}

    def get_traceback_frame_variables(
        self,
        request: HttpRequest | None,  # noqa: ARG002 -- Django's signature
        tb_frame: Any,  # noqa: ARG002 -- as above
    ) -> ItemsView[str, Any]:
        """Return no variable."""
        return {}.items()


class Reporter(ExceptionReporter):
    """Names the kind of failure and the lines of code."""

    def __init__(
        self,
        request: HttpRequest | None,  # noqa: ARG002 -- Django's signature
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
        *,
        is_email: bool = False,
    ) -> None:
        # The request would put address, name and query at the head of the report.
        super().__init__(None, exc_type, exc_value, tb, is_email=is_email)

    def get_traceback_data(self) -> dict[str, Any]:
        """Return the frames; the words of an exception can quote a row's values."""
        data = super().get_traceback_data()
        kept = {name: data[name] for name in KEPT if name in data}
        frames = [_bare(frame) for frame in data["frames"]]
        return {**kept, "frames": frames, "filtering_is_active": True}


def _bare(frame: dict[str, Any]) -> dict[str, Any]:
    cause = frame.get("exc_cause")
    name = type(cause).__name__ if cause else None
    return {**frame, "vars": [], "exc_cause": name}
