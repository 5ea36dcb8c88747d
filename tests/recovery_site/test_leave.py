"""The exit: it always goes, and ends the session only when a person asked."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse

from recovery_site import leave

OURS = (
    settings.SESSION_COOKIE_NAME,
    settings.UNLOCK_COOKIE_NAME,
    settings.DEVICE_COOKIE_NAME,
    settings.FIND_COOKIE_NAME,
    settings.THEME_COOKIE_NAME,
    settings.LANGUAGE_COOKIE_NAME,
)
MEANT = (
    {},
    {"Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document"},
    {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document"},
    {"Sec-Fetch-Site": "same-origin"},
)
NOT_MEANT = (
    {"Sec-Purpose": "prefetch", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "document"},
    {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "image"},
    {"Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "iframe"},
)


def is_signed_in(client) -> bool:
    return "Lock and sign out" in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize("headers", MEANT)
def test_leave_ends_the_session_when_a_person_asked(alice_client, headers):
    kept = alice_client.cookies[settings.SESSION_COOKIE_NAME].value
    response = alice_client.get(reverse("leave"), headers=headers)

    # A copy of the old cookie must be worthless, not merely forgotten.
    alice_client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert response.status_code == 303
    assert response["Location"] == settings.EXIT_URL
    assert not is_signed_in(alice_client)


@pytest.mark.parametrize("headers", NOT_MEANT)
def test_leave_goes_but_keeps_the_session_when_nobody_asked(alice_client, headers):
    response = alice_client.get(reverse("leave"), headers=headers)

    assert response.status_code == 303
    assert response["Location"] == settings.EXIT_URL
    assert "Clear-Site-Data" not in response
    assert dict(response.cookies) == {}
    assert is_signed_in(alice_client)


def test_leave_keeps_the_session_when_a_scanner_only_looks(alice_client):
    response = alice_client.head(reverse("leave"))

    assert response.status_code == 303
    assert is_signed_in(alice_client)


def test_leave_deletes_our_cookies(alice_client):
    response = alice_client.get(reverse("leave"))

    deleted = {name for name, crumb in response.cookies.items() if not crumb.value}
    assert deleted == set(OURS)


def test_leave_changes_a_cookie_even_for_a_visitor(client):
    first = client.get(reverse("leave")).cookies["moment"]
    second = client.get(reverse("leave")).cookies["moment"]

    assert first.value != second.value
    assert first["max-age"] == leave.TRACE_SECONDS
    assert first["httponly"]


def test_leave_is_stored_nowhere_and_clears_only_storage(client):
    response = client.get(reverse("leave"))

    assert response["Cache-Control"] == "no-store"
    assert response["Clear-Site-Data"] == '"storage"'
    assert response["Referrer-Policy"] == "no-referrer"


def test_leave_answers_a_form_with_a_page_that_moves_on(alice_client):
    alice_client.handler.enforce_csrf_checks = True
    response = alice_client.post(reverse("leave"), {"text": "a line"})

    assert response.status_code == 200
    assert response["Refresh"] == f"0; url={settings.EXIT_URL}"
    assert "a line" not in response.content.decode()
    assert not is_signed_in(alice_client)


def test_leave_goes_when_the_session_cannot_be_ended(alice_client, monkeypatch):
    def fail(_session: SessionBase) -> None:
        raise OSError

    monkeypatch.setattr(f"{settings.SESSION_ENGINE}.SessionStore.flush", fail)
    response = alice_client.get(reverse("leave"))

    assert response.status_code == 303
    assert response.cookies[settings.SESSION_COOKIE_NAME].value == ""


def test_leave_goes_when_the_text_cannot_be_kept(alice_client, monkeypatch):
    def fail(_request: object) -> None:
        raise OSError

    monkeypatch.setattr(leave, "keep_text", fail)
    response = alice_client.post(reverse("leave"), {"text": "a line"})

    assert response.status_code == 200
    assert not is_signed_in(alice_client)


def test_leave_logs_nothing(alice_client, caplog):
    alice_client.get(reverse("leave"))

    assert caplog.records == []
