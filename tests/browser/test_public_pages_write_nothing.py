"""Opening public pages changes no byte of the database, and sets no cookie."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import APIRequestContext

from tests.browser.house import furnish

pytestmark = pytest.mark.browser

# Behind these doors a form with a token waits, and a token needs a session.
DOORS = ("/journal/", "/account/", "/leave/", "/manage/", "/lists/")
LINK = re.compile(r'(?:href|src)="([^"]+)"')


def digest() -> str:
    """Return a hash of the database: SQLite's file, or PostgreSQL's rows in place."""
    return hashlib.sha256(b"".join(_contents())).hexdigest()


def _contents() -> Iterator[bytes]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            yield Path(connection.settings_dict["NAME"]).read_bytes()
            return
        for name in sorted(connection.introspection.table_names(cursor)):
            # Place and transaction: a row written anew with the same values is seen.
            cursor.execute(
                "SELECT ctid::text, xmin::text, row::text "  # noqa: S608 -- names come from the database
                f"FROM {connection.ops.quote_name(name)} AS row ORDER BY ctid"
            )
            yield f"{name} {cursor.fetchall()}".encode()


def crawl(browser: APIRequestContext, site: str) -> dict[str, int]:
    """Follow every link from the first page; return the status of each address."""
    found: dict[str, int] = {}
    waiting = [reverse("home")]
    while waiting:
        address = waiting.pop()
        response = browser.get(site + address, max_redirects=0)
        found[address] = response.status
        if "html" in response.headers["content-type"]:
            links = links_in(response.text(), site + address, site)
            waiting += links - found.keys() - set(waiting)
    return found


def links_in(html: str, page: str, site: str) -> set[str]:
    """Return the addresses of this site, in front of the doors, that a page names."""
    full = {urldefrag(urljoin(page, link)).url for link in LINK.findall(html)}
    own = {url.removeprefix(site) for url in full if url.startswith(site + "/")}
    return {path for path in own if not urlsplit(path).path.startswith(DOORS)}


def test_crawl_changes_no_byte_and_sets_no_cookie(visit, live_server):
    values = furnish()
    browser = visit().context
    before = digest()

    found = crawl(browser.request, live_server.url)

    assert {path: status for path, status in found.items() if status != 200} == {}
    assert {reverse(name, kwargs=kwargs) for name, kwargs in values.items()} <= set(
        found
    )
    assert browser.cookies() == []
    assert digest() == before


def test_page_with_a_form_would_be_noticed(visit, live_server):
    browser = visit().context
    before = digest()

    browser.request.get(live_server.url + reverse("account_login"))

    assert [cookie["name"] for cookie in browser.cookies()] == ["session"]
    assert digest() != before
