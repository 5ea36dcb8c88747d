"""Every page, taken from the URLconf, in every theme, width, with and without scripts.

A new address must be entered here, as a page or with the reason why it is none.
"""

import os
import re

import pytest
from django.urls import get_resolver, reverse

from tests.browser.house import PEOPLE
from tests.browser.journal import cookies_of
from tests.browser.look import Onlooker

pytestmark = pytest.mark.browser

PAGES = {
    "visitor": [
        "home", "safety", "what-we-can-see", "privacy", "about", "steady",
        "article-list", "topic", "article", "article-reflect",
        "article-share", "article-keep", "help-lines", "line-keep", "therapists",
        "listing", "listing-keep", "shared-list",
        "account_login", "account_signup", "account_reset_password",
        "account_inactive", "journal-recover",
    ],
    "newcomer": [
        "home", "journal-start", "account_logout", "account_change_password",
        "account_delete",
        "account_reauthenticate", "mfa_index", "mfa_activate_totp",
        "mfa_add_webauthn", "mfa_list_webauthn",
    ],
    "writer": [
        "journal-home", "journal-write", "journal-check-in", "journal-calendar",
        "journal-prompt",
        "journal-moods", "journal-filter", "journal-code",
        "journal-first-visit", "journal-keys",
        "journal-passphrase", "journal-passkeys", "journal-new-keys",
        "journal-settings", "journal-shortcuts", "journal-check", "journal-search",
        "journal-export", "journal-print",
        "journal-erase", "entry", "entry-edit", "entry-stored", "entry-erase",
        "journal-trash", "entry-history", "entry-version", "entry-history-drop",
        "journal-kept", "journal-plan", "journal-plan-edit",
    ],
    "planner": [
        "journal-home", "journal-kept", "journal-keep-new", "journal-plan",
        "entry", "entry-edit", "entry-stored", "entry-history", "entry-erase",
    ],
    "locked out": [
        "journal-unlock", "journal-drop", "journal-lost", "journal-erase-later",
    ],
    "beginner again": [
        "journal-closed", "journal-closed-one", "journal-closed-erase",
        "journal-moods",
    ],
    "keeper": [
        "mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_reauthenticate",
    ],
    "halfway": ["mfa_authenticate"],
    "counselor": [
        "lists", "counselor", "list-new", "list-ready", "list-add",
        "list", "list-edit", "list-erase", "list-preview",
    ],
}  # fmt: skip
NO_PAGES = {
    "healthz": "a word for a machine",
    "readyz": "a word for a machine",
    "robots": "a file for search engines; test_search_engines.py",
    "sitemap": "a file for search engines; test_search_engines.py",
    "leave": "leads elsewhere at once; test_exit.py",
    "journal-lock": "takes a form",
    "journal-keep": "takes a form, from a script",
    "journal-lock-everywhere": "takes a form",
    "journal-stay": "answers a script",
    "journal-call-off": "takes a form",
    "journal-merge": "leads on unless a merge stopped half-way",
    "journal-waiting": "takes a form",
    "journal-draft": "takes a form",
    "journal-new-code": "takes a form",
    "journal-new-keys-code": "takes a form",
    "journal-new-keys-go-on": "takes a form",
    "journal-new-keys-stop": "takes a form",
    "journal-unlock-passkey": "takes a form, from a script; test_passkeys.py",
    "journal-passkey-remove": "takes a form",
    "entry-accept": "takes a form",
    "list-move": "takes a form",
    "list-copy": "takes a form",
    "link-make": "takes a form; test_rare_pages.py",
    "link-end": "takes a form",
    "link-extend": "takes a form",
    "entry-trash": "takes a form",
    "entry-put-back": "takes a form",
    "entry-restore": "takes a form",
    "account_email": "leads on: there is no e-mail",
    "account_confirm_email": "leads on: there is no e-mail",
    "account_email_verification_sent": "leads on: there is no e-mail",
    "account_confirm_login_code": "leads on: there is no e-mail",
    "account_set_password": "leads on: everybody has a password",
    "account_reset_password_done": "the page of account_reset_password",
    "account_reset_password_from_key": "the page of account_reset_password",
    "account_reset_password_from_key_done": "the page of account_reset_password",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "answers a script",
    "mfa_reauthenticate_webauthn": "answers a script",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_remove_webauthn": "needs a passkey",
}
FAILURES = {
    "/nothing-here/": 404,
    "/fail/400/": 400,
    "/fail/403/": 403,
    "/fail/413/": 413,
    "/fail/500/": 500,
}
# Each page is shown in two of these, with both widths and both themes, and measured in
# both. Axe takes a second, and looks at one of the two: eight pages in a row have them
# all, with scripts and without. ``make test-full`` shows it each page in every one.
GUISES = [(320, "dark"), (1280, "light"), (320, "light"), (1280, "dark")]
EVERY = os.environ.get("EVERY_GUISE") == "True"

# Answers to forms that failed: the page, and what was sent.
ANSWERS = {
    "visitor": [
        ("account_login", {"login": "alice", "password": "wrong"}),
        ("account_signup", {"username": "", "password1": "short"}),
        ("journal-recover", {"code": "ABCD", "passphrase": "short"}),
        ("article-list", {"words": "w" * 201}),
    ],
    "newcomer": [
        ("journal-start", {"choice": "own", "own": "short"}),
        ("account_change_password", {"oldpassword": "wrong"}),
        ("account_delete", {"password": "wrong"}),
        ("counselor", {"name": "Bob"}),
        ("list-new", {"name": ""}),
    ],
    "locked out": [
        ("journal-unlock", {"passphrase": "not these words"}),
        ("journal-unlock-passkey", {"credential": "AAAA", "output": "A" * 43}),
        ("journal-drop", {"title": "", "text": ""}),
    ],
    "writer": [
        ("journal-write", {"title": "", "text": ""}),
        ("journal-write", {"title": "t" * 501, "text": "A line."}),
        ("entry-edit", {"title": "Another", "text": "From an older page."}),
        ("journal-check-in", {"tags": "t" * 41}),
        ("journal-filter", {"first": "2026-05-03", "last": "2026-05-02"}),
        ("journal-keys", {"code": "ABCD-EFGH"}),
        ("journal-passkeys", {"output": "AAAA"}),
        ("journal-passphrase", {"choice": "own", "own": "x", "old": "y"}),
        ("journal-new-keys", {"choice": "own", "own": "x", "old": "y"}),
        ("journal-erase", {"passphrase": "not these words"}),
        ("journal-search", {"words": "a" * 1025}),
        ("journal-plan-edit", {"part_1": " "}),
    ],
    "planner": [
        ("journal-keep-new", {"text": " "}),
        ("entry-edit", {"text": "Another note.", "thing_kept": "[]"}),
    ],
    "beginner again": [("journal-closed-one", {"secret": "not these words"})],
}

SENSITIVE = re.compile(
    r"harass|assault|abuse|trauma|victim|survivor|rape", re.IGNORECASE
)
HEADERS = {
    "referrer-policy": "same-origin",
    "permissions-policy": "accelerometer=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
}
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'",
    "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
    "base-uri 'none'",
}  # fmt: skip
PRIVATE = ("/journal/", "/account/", "/lists/", "/s/")
# What a shared list links to must not learn its address. It has no form.
NO_REFERRER = {"referrer-policy": "no-referrer"}
PLANT = """() => document.querySelector("main").insertAdjacentHTML("beforeend",
  '<img src="https://example.org/a.png"><p style="color: red">A</p><hr width="900">')"""


@pytest.fixture
def onlooker(live_server, new_context) -> Onlooker:
    # Colours that fade from theme to theme would be measured half-way.
    context = new_context(base_url=live_server.url, reduced_motion="reduce")
    return Onlooker(context, live_server.url)


def test_every_named_address_is_a_page_or_has_a_reason():
    resolver = get_resolver("recovery_site.urls")

    names = {name for name in resolver.reverse_dict if isinstance(name, str)}

    shown = {name for pages in PAGES.values() for name in pages}
    assert names - shown - set(NO_PAGES) == set()
    assert (shown | set(NO_PAGES)) - names == set()
    assert set(resolver.namespace_dict) == {"admin"}  # Django's own pages


def test_onlooker_sees_what_is_planted(onlooker):
    onlooker.open(reverse("about"), scripts=True, guise=GUISES[0])
    onlooker.page.evaluate(PLANT)

    found = onlooker.faults(GUISES[0]) + onlooker.foreign_requests()
    found += onlooker.complaints

    for fault in ("image-alt", "px too wide", "asks https", "img-src", "style-src"):
        assert [fault for one in found if fault in one] == [fault]


@pytest.mark.parametrize("person", PAGES)
def test_every_page_is_whole(onlooker, person):
    client, values = PEOPLE[person]()
    cookies = cookies_of(client, onlooker.site)

    faults = {}
    for number, name in enumerate(PAGES[person]):
        onlooker.page.context.clear_cookies()
        onlooker.page.context.add_cookies(cookies)
        address = reverse(name, kwargs=values.get(name))
        faults[name] = wrong_with(onlooker, address, number=number)

    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("person", ANSWERS)
def test_every_answer_with_errors_is_whole(onlooker, person):
    client, values = PEOPLE[person]()

    faults = {}
    for number, (name, sent) in enumerate(ANSWERS[person]):
        address = reverse(name, kwargs=values.get(name))
        answer = client.post(address, sent)
        assert answer.content.count(b'class="summary"') == 1, (name, answer.status_code)
        onlooker.show(address, answer)
        faults[name, number] = wrong_with(
            onlooker, address, number=2 * number + 1, status=answer.status_code
        )

    assert {each: found for each, found in faults.items() if found} == {}


def test_every_failure_is_whole(onlooker, settings):
    settings.ROOT_URLCONF = "tests.browser.failing_urls"

    faults = {
        address: wrong_with(onlooker, address, number=number, status=FAILURES[address])
        for number, address in enumerate(FAILURES)
    }

    assert {address: found for address, found in faults.items() if found} == {}


def wrong_with(
    onlooker: Onlooker, address: str, *, number: int, status: int = 200
) -> list[str]:
    """Open a page, and return everything that is wrong with it."""
    which = number // 2 % len(GUISES)
    response = onlooker.open(address, scripts=number % 2 == 0, guise=GUISES[which])
    if (response.status, response.url) != (status, onlooker.site + address):
        return [f"{response.status} at {response.url}"]
    faults = [
        fault
        for guise in (GUISES if EVERY else GUISES[which : which + 1])
        for fault in onlooker.faults(guise)
    ]
    faults += onlooker.too_wide(GUISES[which ^ 1])
    expected = {**HEADERS, **(NO_REFERRER if address.startswith("/s/") else {})}
    if address.startswith(PRIVATE):
        expected["x-robots-tag"] = "noindex"
    faults += wrong_headers(response.headers, expected)
    title = onlooker.page.title()
    if SENSITIVE.search(title) or not title:
        faults.append(f"title: {title}")
    return faults + onlooker.foreign_requests() + onlooker.complaints


def wrong_headers(headers: dict[str, str], required: dict[str, str]) -> list[str]:
    """Return the headers that are missing or say something else."""
    wrong = [
        f"{name}: {headers.get(name)}"
        for name, start in required.items()
        if not headers.get(name, "").startswith(start)
    ]
    if "no-store" not in headers.get("cache-control", "").split(", "):
        wrong.append("not no-store")
    policy = headers.get("content-security-policy", "")
    return wrong if set(policy.split("; ")) == POLICY else [*wrong, f"policy: {policy}"]
