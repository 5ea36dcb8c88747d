"""The page that a link opens, and the one page for every link that opens nothing."""

import io
import logging
import os
import re
import time
from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recovery_site.logs import NeutralFormatter
from resources.sharing.domain import guesses, links, roles
from resources.sharing.domain.matter import Item, Kind
from resources.sharing.domain.tokens import new_token
from resources.sharing.models import Counselor, Link, State
from tests.resources.library.factories import make_article
from tests.resources.sharing.factories import LIST, NAME, NOTE, a_link, a_list

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|SAVEPOINT|CREATE)", re.IGNORECASE)
ROUNDS = 400  # pairs
TOLD_APART = 4  # standard deviations: chance reaches them once in 16,000 times


def read(client, token):
    return client.get(reverse("shared-list", args=[token]))


@pytest.fixture
def token(bob) -> str:
    make_article("tides", title="Tides", content_note="No scenes.")
    items = [Item(Kind.ARTICLE, "tides"), Item(Kind.EXERCISE, "breath"),
             Item(Kind.LINES, "IE")]  # fmt: skip
    return a_link(bob, pk=a_list(bob, items=items)).token


@pytest.fixture
def dead(bob) -> dict[str, str]:
    """A token of each kind that opens nothing."""
    ended, expired, unreadable = a_link(bob), a_link(bob), a_link(bob)
    links.end_link(bob, ended.link.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    Link.objects.filter(pk=expired.link.pk).update(expires_on=yesterday)
    unreadable.link.reading_list.sealed = b"other bytes"
    unreadable.link.reading_list.save()
    return {
        "never made": new_token(),
        "not a token": "x",
        "ended": ended.token,
        "expired": expired.token,
        "unreadable": unreadable.token,
    }


@pytest.fixture
def log():
    """Everything that is logged, as the site writes it, from the lowest level on."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NeutralFormatter())
    names = [None, "django", "django.request", "django.server", "allauth"]
    found = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in found]
    for logger in found:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield stream
    for logger, level in zip(found, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def test_reader_sees_the_list(client, token):
    page = read(client, token).content.decode()

    assert re.findall(r'contents__title" href="([^"]+)"', page) == [
        "/library/tides/", "/steady/#breath", "/help-lines/#ie"
    ]  # fmt: skip
    last = timezone.localdate() + timedelta(days=30)
    for words in (NAME, NOTE, "Tides", "Holds: No scenes.", f"{last:%B %Y}"):
        assert words in page
    assert LIST not in page


def test_page_is_neutral_outside(client, token):
    page = read(client, token).content.decode()
    head = page.split("</head>")[0]

    assert re.findall(r"<title>(.+)</title>", head) == ["A reading list – Daybook"]
    assert re.findall(r'<meta property="og:(\w+)" content="([^"]+)"', head) == [
        ("title", "Daybook"),
        ("description", "A quiet place to write and read."),
        ("type", "website"),
    ]  # fmt: skip
    assert [words for words in (NAME, NOTE, "Tides", token) if words in head] == []
    assert 'name="description"' not in head


def test_page_holds_its_own_address_nowhere(client, token):
    assert token not in read(client, token).content.decode()


@pytest.mark.parametrize("is_live", [True, False])
def test_page_is_not_kept_not_indexed_and_tells_nobody_its_address(
    client, token, is_live
):
    answer = read(client, token if is_live else new_token())

    assert answer.status_code == (200 if is_live else 404)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_page_leads_on_and_out_without_a_form(client, token):
    page = read(client, token).content.decode()

    for name in ("steady", "help-lines", "journal-write", "therapists", "leave"):
        assert f'href="{reverse(name)}' in page
    assert "<form" not in page
    assert "csrf" not in page


def test_every_dead_link_gives_one_page_byte_for_byte(client, dead):
    answers = {kind: read(client, token) for kind, token in dead.items()}

    whole = {
        (answer.status_code, answer.content, tuple(sorted(answer.headers.items())))
        for answer in answers.values()
    }
    assert len(whole) == 1
    assert next(iter(whole))[0] == 404


def test_every_dead_link_asks_the_database_the_same(client, dead):
    asked = {}
    for kind, token in dead.items():
        with CaptureQueriesContext(connection) as queries:
            read(client, token)
        shapes = [re.sub(r"[0-9a-f]{64}", "?", each["sql"]) for each in queries]
        asked[kind] = tuple(shapes)

    assert len(set(asked.values())) == 1
    assert len(asked["ended"]) == 1


def test_withdrawn_role_gives_that_page_too(client, bob, token):
    assert read(client, token).status_code == 200
    role = Counselor.objects.get()
    roles.decide(role.pk, state=State.WITHDRAWN, reason="x")

    assert read(client, token).content == read(client, new_token()).content


def test_opening_a_link_writes_nothing_and_leaves_no_trace(token, dead, log):
    reader = Client()

    for each in (token, *dead.values()):
        with CaptureQueriesContext(connection) as queries:
            answer = read(reader, each)
        assert [one["sql"] for one in queries if WRITES.match(one["sql"])] == []
        assert dict(answer.cookies) == {}

    assert log.getvalue() == ""
    assert dict(reader.cookies) == {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        assert cursor.fetchone() == (0,)


def test_log_would_have_shown_a_page_that_is_not_there(client, log):
    client.get("/library/not-there/")

    assert "404 article" in log.getvalue()


def test_counselor_who_opens_the_own_link_is_not_noted_either(bob_client, token):
    with CaptureQueriesContext(connection) as queries:
        read(bob_client, token)

    assert [one["sql"] for one in queries if WRITES.match(one["sql"])] == []


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_takes_nothing(client, token, method):
    assert getattr(client, method)(f"/s/{token}/").status_code == 405


def test_guessing_is_limited_and_then_looks_nothing_up(client, token):
    for _miss in range(guesses.MISSES):
        assert read(client, new_token()).status_code == 404

    with CaptureQueriesContext(connection) as queries:
        answers = [read(client, each) for each in (new_token(), token)]

    assert [answer.status_code for answer in answers] == [429, 429]
    assert answers[0].content == answers[1].content
    assert len(queries) == 0
    elsewhere = client.get(f"/s/{token}/", REMOTE_ADDR="203.0.113.7")
    assert elsewhere.status_code == 200


def test_limit_keeps_no_address_and_no_token(client, token):
    missed = new_token()
    client.get(f"/s/{missed}/", REMOTE_ADDR="203.0.113.7")
    client.get(f"/s/{token}/", REMOTE_ADDR="198.51.100.7")

    kept = repr(vars(caches[guesses.CACHE])["_cache"])
    assert kept.count(":1:") == 1
    for secret in ("203.0.113", "198.51.100", missed, token):
        assert secret not in kept
    assert cache is not caches[guesses.CACHE]


def test_opening_a_live_link_counts_nothing(client, token):
    read(client, token)

    assert vars(caches[guesses.CACHE])["_cache"] == {}


@pytest.mark.skipif(
    os.environ.get("EVERY_GUISE") != "True", reason="takes a while: make test-full"
)
def test_dead_links_take_as_long_as_those_that_never_were(
    client, dead, token, monkeypatch
):
    monkeypatch.setattr(guesses, "MISSES", 10 * ROUNDS)

    scores = {kind: score(client, dead[kind]) for kind in ("ended", "expired")}

    assert {kind for kind, found in scores.items() if abs(found) > TOLD_APART} == set()
    # A live link does take longer, and the test must see that.
    assert score(client, token) > TOLD_APART


def score(client: Client, token: str) -> float:
    """Return how far a token's times lie from those of tokens that never were.

    A sign test over pairs, in standard deviations. Every other pair runs in the other
    order, so that a machine that grows slower counts for neither.
    """
    wins = 0
    for number in range(ROUNDS):
        other = new_token()
        if number % 2:
            wins += seconds(client, token) > seconds(client, other)
        else:
            wins += not seconds(client, other) > seconds(client, token)
    return (2 * wins - ROUNDS) / ROUNDS**0.5


def seconds(client: Client, token: str) -> float:
    started = time.perf_counter()
    read(client, token)
    return time.perf_counter() - started
