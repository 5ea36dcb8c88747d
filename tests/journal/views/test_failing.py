"""Whatever fails inside the journal, no page, log or report shows what was typed.

Each function of the journal is made to fail at the last line that it reaches, in the
first requests that run it: every view with every secret in its form.
"""

import copy
import io
import logging
import sys
from dataclasses import dataclass, field
from itertools import product
from types import TracebackType

import pytest
from django.conf import settings
from django.core.signals import got_request_exception
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import ExceptionReporter, get_exception_reporter_class

from journal.urls import urlpatterns
from recovery_site.logs import NeutralFormatter
from recovery_site.proof.world import undone
from tests.conftest import PASSWORD
from tests.journal.views.failing import PlantedError, failing, last_lines
from tests.journal.views.pages import begin
from tests.journal.views.test_keys import groups_on
from tests.journal.views.test_walk import save, written

TITLE = "Zinnober im Treppenhaus"
TEXT = "The copper kettle and the seventh stair."
OTHER = "umber lattice orchard nine"
CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-00"
PRF_OUTPUT = "q4Yq0xT5u1nKc7Jm2WvR8sLzE6bHaDfGo9iPtXyUwkA"
DEVICE = "Phone behind the clock"
PASSKEY = {
    "credential": "AAAA",
    "output": PRF_OUTPUT,
    "salt": "A" * 43,
    "name": DEVICE,
}
TIMES = 2  # requests in which a view fails: as a rule its GET and its POST


@dataclass
class Place:
    """A browser, an address and how it is asked."""

    client: Client
    address: str
    method: str
    form: dict[str, str]

    def ask(self):
        client = Client(raise_request_exception=False)
        client.cookies = copy.deepcopy(self.client.cookies)
        if self.method == "get":
            return client.get(self.address)
        return client.post(self.address, self.form)


@dataclass
class Failure:
    """One failure, and all that it left."""

    kind: type[BaseException]
    value: BaseException
    trace: TracebackType
    left: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def log():
    stream, loggers = io.StringIO(), [logging.getLogger(), logging.getLogger("django")]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NeutralFormatter())
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def places(open_client, alice, passphrase):
    """Every address of the journal, open and locked, with every secret in its form."""
    address = save(open_client, title=TITLE, text=TEXT)
    locked = Client()
    locked.force_login(alice)
    bare = Client()
    form = {
        **written(open_client, title=TITLE, text=TEXT),
        "sequence": "1",
        "choice": "own",
        "offered": OTHER,
        "own": OTHER,
        "old": passphrase,
        "passphrase": passphrase,
        "code": CODE,
        "password": PASSWORD,
        "words": TITLE,
        **PASSKEY,
    }
    without_ticket = {name: form[name] for name in form if name != "ticket"}
    clients = ((open_client, form), (locked, without_ticket), (bare, form))
    searched = open_client.post(reverse("journal-search"), {"words": f'"{OTHER}"'})
    return [
        Place(open_client, searched["Location"], "get", {}),
        *(
            Place(client, where, method, sent)
            for where, (client, sent), method in product(
                addresses(address), clients, ("get", "post")
            )
        ),
    ]


@pytest.fixture
def passkey_places(carol, passphrase):
    """Where a passkey is added, and where it opens: with a code that is confirmed."""
    browser, locked = Client(), Client()
    for client in (browser, locked):
        client.force_login(carol)
    page = begin(browser, passphrase).get(reverse("journal-code"))
    browser.post(reverse("journal-keys"), {"code": groups_on(page)})
    adding = Place(browser, reverse("journal-passkeys"), "post", PASSKEY)
    assert browser.post(adding.address, PASSKEY).status_code == 302
    opening = Place(locked, reverse("journal-unlock-passkey"), "post", PASSKEY)
    with undone():
        assert opening.ask().status_code == 302
    return [adding, opening]


def addresses(entry):
    pk = entry.split("/")[2]
    for pattern in urlpatterns:
        names = set(pattern.pattern.converters)
        if names <= {"pk"}:
            yield reverse(pattern.name, kwargs={"pk": pk} if names else {})


@pytest.fixture
def secrets(open_client, passphrase):
    cookies = open_client.cookies
    return (
        *(TITLE, TEXT, OTHER, CODE, PASSWORD, passphrase, PRF_OUTPUT, DEVICE),
        cookies[settings.UNLOCK_COOKIE_NAME].value,
        cookies[settings.SESSION_COOKIE_NAME].value,
    )


def functions_of(places):
    """Return each function of the journal, with places that run it and a line."""
    found = {}
    for place in places:
        with undone(), last_lines() as lines:
            place.ask()
        for code, line in lines.items():
            found.setdefault(code, []).append((place, line))
    return [
        (code, place, line)
        for code, runs in found.items()
        for place, line in runs[: TIMES if "/views/" in code.co_filename else 1]
    ]


def failures_of(places, words, log):
    """Let every function fail, and yield what is left each time."""
    caught = []

    def catch(**_context):
        caught.append(Failure(*sys.exc_info()))

    got_request_exception.connect(catch)
    try:
        for code, place, line in functions_of(places):
            caught.clear()
            with undone(), failing(code, line, words):
                page = place.ask()
            for failure in caught:
                if failure.kind is PlantedError:
                    failure.left["page"] = page.content.decode()
                    failure.left["log"] = taken(log)
                    yield failure
    finally:
        got_request_exception.disconnect(catch)


def taken(log):
    text = log.getvalue()
    log.seek(0)
    log.truncate()
    return text


def report(reporter, failure):
    """Return a report as a page and as a mail, for a request full of secrets."""
    request = RequestFactory().post("/journal/unlock/", {"passphrase": OTHER})
    request.COOKIES["open"] = CODE
    made = reporter(request, failure.kind, failure.value, failure.trace)
    return made.get_traceback_html() + made.get_traceback_text()


def shown(failure):
    """Return what our own objects in the frames say of themselves."""
    trace, told = failure.trace, {}
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            if type(value).__module__.startswith(("journal.domain", "journal.crypto")):
                told.setdefault(type(value).__name__, set()).add(repr(value))
        trace = trace.tb_next
    return told


@pytest.mark.alike
@pytest.mark.django_db
def test_failure_anywhere_shows_nothing_that_was_typed(
    places, passkey_places, secrets, log
):
    reporter = get_exception_reporter_class(None)
    words = " ".join(secrets)
    told: dict[str, set[str]] = {}
    would_show = set()

    count = 0
    for failure in failures_of([*passkey_places, *places], words, log):
        count += 1
        failure.left["report"] = report(reporter, failure)
        for name, texts in shown(failure).items():
            told.setdefault(name, set()).update(texts)
        for place, text in failure.left.items():
            assert [s for s in secrets if s in text] == [], (place, text[:2000])
        if count % 20 == 1:
            usual = report(ExceptionReporter, failure)
            would_show |= {secret for secret in secrets if secret in usual}
        assert "PlantedError" in failure.left["log"]

    assert would_show == set(secrets)
    assert count > 150
    assert {
        "Words",
        "Header",
        "OpenJournal",
        "VaultKey",
        "Preferences",
        "Answer",
    } <= set(told)
    leaks = {
        name: text
        for name, texts in told.items()
        for text in texts
        if any(secret in text for secret in secrets)
    }
    assert leaks == {}
