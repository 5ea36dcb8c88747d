"""A person at a browser: real addresses, real forms, real cookies, nothing skipped."""

import copy
import html
import re
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
CODE_GROUP = re.compile(r'class="code__n">\d+</span> ([^<]+)</li>')
OTHER_WORDS = "other words than before"
PASSWORD = "nine amber kettles"  # noqa: S105 -- of an account that exists for a minute


class Person:
    """Somebody with a name, a browser, and what she wrote down on paper."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.passphrase = ""
        self.code = ""
        self.client = self.fresh_browser()

    @staticmethod
    def fresh_browser() -> Client:
        """Return a browser without cookies; a failing page answers, as in life."""
        return Client(
            enforce_csrf_checks=True,
            raise_request_exception=False,
            SERVER_NAME="localhost",
        )

    def in_another_browser(self, *, cookies: tuple[str, ...] = ()) -> "Person":
        """Return the same person at another browser, with these cookies of hers."""
        other = Person(self.name)
        other.passphrase, other.code = self.passphrase, self.code
        for name in cookies:
            if name in self.client.cookies:
                other.client.cookies[name] = self.client.cookies[name].value
        return other

    def as_she_sits_there(self) -> "Person":
        """Return the same person at a copy of her browser."""
        other = self.in_another_browser()
        other.client.cookies = copy.deepcopy(self.client.cookies)
        return other

    @property
    def open_cookie(self) -> str:
        """The browser's half of an open journal."""
        crumb = self.client.cookies.get(settings.UNLOCK_COOKIE_NAME)
        return crumb.value if crumb else ""

    def page(self, address: str) -> tuple[int, str]:
        """Open an address; return the status and the page."""
        answer = self.client.get(address)
        return answer.status_code, answer.content.decode()

    def send(self, page: str, *, to: str = "", **fields: str) -> Any:
        """Open a page, fill its form in, send it, and return the answer."""
        _status, text = self.page(page)
        return self.client.post(to or page, {**hidden(text), **fields})

    def sign_up(self) -> None:
        """Make an account."""
        self.send(reverse("account_signup"), username=self.name, password1=PASSWORD)

    def sign_in(self) -> None:
        """Sign in with name and password."""
        self.send(reverse("account_login"), login=self.name, password=PASSWORD)

    def begin(self) -> None:
        """Begin a journal with the six words that are offered; read the code."""
        start = reverse("journal-start")
        _status, text = self.page(start)
        words = hidden(text)
        self.passphrase = words["offered"]
        self.client.post(start, {**words, "choice": "offered"})
        _status, sheet = self.page(reverse("journal-code"))
        self.code = "-".join(CODE_GROUP.findall(sheet))

    def write(self, title: str, text: str) -> str:
        """Write an entry and return its address."""
        page = reverse("journal-write")
        answer = self.send(page, title=title, text=text, time_zone="Europe/Berlin")
        return str(answer.headers.get("Location", ""))

    def lock(self) -> None:
        """Lock the journal."""
        self.send(reverse("journal-keys"), to=reverse("journal-lock"))

    def unlock(self, passphrase: str | None = None) -> int:
        """Try to open the journal; return the status of the answer."""
        cache.clear()  # hundreds of tries in a minute: each would have to wait
        words = self.passphrase if passphrase is None else passphrase
        answer = self.send(reverse("journal-unlock"), passphrase=words)
        return int(answer.status_code)

    def recover(self, code: str) -> int:
        """Try to open the journal with a code; return the status of the answer."""
        cache.clear()
        page = reverse("journal-recover")
        answer = self.send(page, code=code, passphrase=OTHER_WORDS)
        return int(answer.status_code)

    @property
    def is_in(self) -> bool:
        """Tell whether this browser shows the journal."""
        return self.page(reverse("journal-home"))[0] == HTTPStatus.OK


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page, which a browser sends along."""
    fields = {}
    for tag in HIDDEN.findall(page):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name:
            fields[name[1]] = html.unescape(value[1]) if value else ""
    return fields
