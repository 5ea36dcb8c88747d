"""What was typed lies nowhere readable: rows, files, log, headers, cookies, cache.

The search first finds a control that is planted in each of these places.
"""

import io
import logging
import re
import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from journal.models import Note, Record, Vault
from recovery_site.accounts.models import User
from recovery_site.logs import NeutralFormatter
from recovery_site.proof.search import places_with
from tests.browser.traces import stored
from tests.journal.journeys import STEPS, seal_of

CONTROL = "control:egret/marker?5"
PASSPHRASE = "lantern gravel mitten oboe saffron quay"
NEW_WORDS = "pewter acorn lagoon fiddle summit wren"
TYPED = {
    "title": "Ochre on the landing",
    "text": "Marker 73 – the brass latch & the <third> hinge.",
    "prompt": "What did the marmot see in the clover?",
    "revised": "Marker 74: a slate roof, later that week.",
    "late": "Marker 75: sent after the lock, unfinished.",
    "dropped": "Marker 76: left on the page with the exit.",
    "tag": "quartzite",
    "own feeling": "like wet gravel",
    "feeling": "close to someone",
    "day": "1987-06-05",
    "searched": "an umbrella by the turnstile",
    "passphrase": PASSPHRASE,
    "new words": NEW_WORDS,
}


@pytest.fixture
def log():
    """All that is logged, at any level, as the site writes it."""
    stream, loggers = io.StringIO(), [logging.getLogger(), logging.getLogger("django")]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NeutralFormatter())
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    yield stream
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


class Walker:
    """A browser that remembers what it was sent besides the pages."""

    def __init__(self, user):
        self.client, self.sent = Client(), []
        self.client.force_login(user)

    def post(self, address, data, status):
        response = self.client.post(address, data)
        assert response.status_code == status, response.content.decode()
        return self._note(response)

    def get(self, address):
        return self._note(self.client.get(address))

    def cookies(self):
        return str(self.client.cookies.output()).encode()

    def _note(self, response):
        self.sent.append(repr(sorted(response.headers.items())).encode())
        self.sent.append(response.cookies.output().encode())
        return response


def walk(walker):
    """Begin, write, revise, lose the lock in the middle, leave, recover."""
    own = {"offered": "x", "choice": "own", "own": PASSPHRASE}
    walker.post(reverse("journal-start"), own, 302)
    code = re.findall(r"</span> ([0-9A-Z]{2,4})</li>", text(walker, "journal-code"))
    words = {"title": TYPED["title"], "text": TYPED["text"]}
    page = walker.get(reverse("journal-write"))
    sent = {**words, **seal_of(page), **noted(), "prompt_text": TYPED["prompt"]}
    address = walker.post(reverse("journal-write"), sent, 302)["Location"]
    look_back(walker)
    for step in STEPS.values():
        step.take(walker)
    edit = seal_of(walker.get(f"{address}edit/"))
    walker.post(f"{address}edit/", {"text": TYPED["revised"], **edit}, 302)
    walker.get(address)
    walker.get(reverse("journal-home"))
    words = {"words": f'"{TYPED["searched"]}"'}
    walker.get(walker.post(reverse("journal-search"), words, 303)["Location"])
    walker.post(reverse("journal-export"), {}, 200)
    late = seal_of(walker.get(reverse("journal-write")))
    left = seal_of(walker.get(reverse("journal-write")))
    walker.post(reverse("journal-lock"), {}, 302)
    sent = {"text": TYPED["late"], **noted(), **late}
    walker.post(reverse("journal-write"), sent, 302)
    walker.post(reverse("journal-unlock"), {"passphrase": f"not {PASSPHRASE}"}, 422)
    walker.post(reverse("journal-unlock"), {"passphrase": PASSPHRASE}, 302)
    walker.post(reverse("leave"), {"text": TYPED["dropped"], **left}, 200)
    renew = {"code": "-".join(code), "passphrase": NEW_WORDS, "password": ""}
    walker.post(reverse("journal-recover"), renew, 200)
    return "-".join(code)


def noted():
    """What is noted beside the words."""
    return {
        "mood": "1",
        "feelings": [TYPED["feeling"]],
        "own_feelings": TYPED["own feeling"],
        "tags": TYPED["tag"],
        "day": TYPED["day"],
        "time": "04:17",
    }


def look_back(walker):
    """Filter by all that can be filtered by, and see the month and its moods."""
    day = TYPED["day"]
    wanted = {"mood": "1", "tag": TYPED["tag"], "first": day, "last": day}
    found = walker.post(reverse("journal-filter"), wanted, 303)["Location"]
    assert TYPED["tag"] in walker.get(found).content.decode()
    walker.post(reverse("journal-moods"), {"show": "yes"}, 302)
    for name in ("journal-calendar", "journal-moods"):
        (token,) = re.findall(r'href="(\?show=[^"]*)">Back to', text(walker, name))
        assert "June 1987" in walker.get(reverse(name) + token).content.decode()


def text(walker, name):
    return walker.get(reverse(name)).content.decode()


def plant(walker, user):
    """Put the control where words could have been left."""
    vault = Vault.objects.get()
    Note.objects.create(
        vault=vault, generation=1, sealed=f"\x01{CONTROL}".encode(), id=uuid.uuid4()
    )
    Record.objects.create(vault=vault, generation=1, header=CONTROL.encode(), body=b"")
    User.objects.filter(pk=user.pk).update(email=CONTROL)
    cache.set("control", CONTROL)
    logging.getLogger("django.control").warning(CONTROL)
    walker.sent.append(CONTROL.encode())
    walker.client.cookies["control"] = CONTROL


@pytest.fixture
def places(transactional_db, alice, log):
    """Every place that something was left in, after the walk and the control."""
    walker = Walker(alice)
    code = walk(walker)
    plant(walker, alice)
    left = {
        **stored(),
        "log": log.getvalue().encode(),
        "headers": b"\n".join(walker.sent),
        "cookies": walker.cookies(),
    }
    return left, code


def kinds(names):
    return {re.sub(r"^(file) .*", r"\1", name) for name in names}


def test_what_was_typed_lies_nowhere_and_the_control_everywhere(places, alice):
    left, code = places

    found = kinds(places_with(CONTROL, left))
    assert found == {
        *("file", "log", "headers", "cookies"),
        *("table journal_note", "table journal_record", "table accounts_user"),
        "table cache",
    }
    for name, typed in {**TYPED, "code": code}.items():
        assert places_with(typed, left) == set(), name
    # Four digits, or five letters, are found by chance in any file that is long enough:
    # base64 alone spells "hinge" once in a thousand million letters.
    apart = ("1987-06", "June 1987", "549865020")  # unix seconds
    apart += ("5 June", "quartzite", "wet gravel")
    apart += ("the marmot", "> hinge", "saffron quay", "turnstile")
    apart += (code.replace("-", ""),)
    for word in apart:
        assert places_with(word, left) == set(), word
    for name, step in STEPS.items():
        found = [word for word in step.words if places_with(word, left)]
        assert found == [], name
    assert Record.objects.filter(vault__owner=alice).count() > 3

    # Last of all, for it stays in the files: each word would have been found there.
    words = [*TYPED.values(), *(word for step in STEPS.values() for word in step.words)]
    cache.set_many({f"control-{number}": word for number, word in enumerate(words)})
    left = stored()
    seen = {word: kinds(places_with(word, left)) for word in words}
    assert seen == {word: {"file", "table cache"} for word in words}
