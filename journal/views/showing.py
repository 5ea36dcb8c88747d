"""What the browser keeps of the settings: how pages look, and in which language.

Both say nothing of what is written, so that cookies may carry them: the page that asks
for the passphrase looks as the journal does. They go when the browser closes.
"""

from collections.abc import Container

from django.conf import settings
from django.http import HttpResponse

from journal.domain.preferences import Preferences


def show_as_chosen(
    response: HttpResponse, preferences: Preferences, *, former: Container[str] = ()
) -> None:
    """Let the pages that follow look as the writer chose.

    Args:
        response: To the browser that holds the journal open.
        preferences: Of the journal.
        former: Names of the cookies that the browser has; what is not chosen goes.
    """
    cookies = {
        settings.THEME_COOKIE_NAME: preferences.theme,
        settings.LANGUAGE_COOKIE_NAME: preferences.language,
    }
    for name, value in cookies.items():
        if not value:
            if name in former:
                response.delete_cookie(name, samesite="Lax")
            continue
        response.set_cookie(
            name,
            value,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
