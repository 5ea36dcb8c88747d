"""How allauth is fitted: no addresses kept, no seed readable, journals locked."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from journal.models import Unlock
from recovery_site.accounts.adapter import AccountAdapter, MFAAdapter
from recovery_site.accounts.models import User
from recovery_site.sealing import SealError
from tests.conftest import PASSWORD

PASSPHRASE = "quiet harbour linen oat seven tide"
NEW_PASSWORD = "eleven slow barges"


def seen_from(address: str) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    return AccountAdapter().get_client_ip(request)


@pytest.fixture
def open_client(alice_client) -> Client:
    """Alice's browser, in which her journal is open."""
    alice_client.post(
        reverse("journal-start"), {"offered": "x", "choice": "own", "own": PASSPHRASE}
    )
    assert Unlock.objects.count() == 1
    return alice_client


@pytest.mark.parametrize(
    ("one", "other"),
    [("203.0.113.7", "203.0.113.200"), ("2001:db8:0:1::1", "2001:db8:0:ff::2")],
)
def test_neighbours_are_one_visitor(one, other):
    assert seen_from(one) == seen_from(other)


def test_visitors_from_elsewhere_differ_and_none_is_readable():
    places = ("203.0.113.7", "203.0.114.7", "2001:db8::1", "2001:db8:1::1")

    seen = {place: seen_from(place) for place in places}

    assert len(set(seen.values())) == len(places)
    assert {len(each) for each in seen.values()} == {32}


def test_visitor_of_yesterday_is_not_known_today(monkeypatch):
    today = datetime(2026, 5, 3, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: today)
    first = seen_from("203.0.113.7")

    monkeypatch.setattr(timezone, "now", lambda: today + timedelta(days=1))

    assert seen_from("203.0.113.7") != first


def test_visitor_cannot_be_guessed_without_the_secret(settings):
    first = seen_from("203.0.113.7")

    settings.SECRET_KEY = "another-secret"

    assert seen_from("203.0.113.7") != first


def test_failed_sign_ins_leave_no_address_in_the_database(client, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip", "login": "30/m/ip"}
    cache.set("control", "198.51.100.9")
    before = len(cached())

    for _ in range(2):
        client.post(
            reverse("account_login"),
            {"login": "alice", "password": "not hers"},
            REMOTE_ADDR="203.0.113.77",
            headers={"user-agent": "Lynx/9"},
        )

    rows = cached()
    assert len(rows) > before
    assert [row for row in rows if "198.51.100.9" in row] != []
    assert [row for row in rows if "203.0.113" in row or "Lynx" in row] == []


def cached() -> list[str]:
    """Return the rows of the cache's table, with their values opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        rows = cursor.fetchall()
    return [f"{key} {base64.b64decode(value)!r}" for key, value in rows]


def test_seed_of_a_sign_in_app_is_not_readable_in_the_database(alice):
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mfa_authenticator")
        dump = json.dumps([str(cell) for cell in cursor.fetchone()])
    row = Authenticator.objects.get(user=alice)

    forms = (secret, secret.lower(), base64.b64encode(secret.encode()).decode()[:-4])
    assert [form for form in forms if form in dump] == []
    assert decrypt(row.data["secret"]) == secret


def test_seed_does_not_open_under_another_secret(settings):
    sealed = MFAAdapter().encrypt("a seed")
    settings.SECRET_KEY = "another-secret"

    with pytest.raises(SealError):
        MFAAdapter().decrypt(sealed)


def test_passkey_names_neither_the_person_nor_the_matter(alice, settings):
    settings.SITE_NAME = "Tidewater"
    request = RequestFactory().get("/", headers={"host": "localhost"})

    with context.request_context(request):
        site = MFAAdapter().get_public_key_credential_rp_entity()
        person = MFAAdapter().get_public_key_credential_user_entity(alice)

    assert site == {"id": "localhost", "name": "Tidewater"}
    assert (person["name"], person["display_name"]) == ("Tidewater", "Tidewater")
    assert b"alice" not in person["id"]


def test_signing_out_locks_the_journal(open_client):
    open_client.post(reverse("account_logout"))

    assert Unlock.objects.count() == 0


def test_looking_at_the_page_does_not_sign_out(open_client):
    open_client.get(reverse("account_logout"))

    assert Unlock.objects.count() == 1


def test_new_password_locks_the_journal_everywhere(open_client, alice):
    elsewhere = Client()
    elsewhere.force_login(alice)

    response = open_client.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": NEW_PASSWORD,
            "password2": NEW_PASSWORD,
        },
    )

    assert response.status_code == 302
    assert Unlock.objects.count() == 0
    assert elsewhere.get(reverse("mfa_index")).status_code == 302
    assert User.objects.get(pk=alice.pk).check_password(NEW_PASSWORD)


def test_wrong_old_password_changes_nothing(open_client, alice):
    response = open_client.post(
        reverse("account_change_password"),
        {
            "oldpassword": "not hers",
            "password1": NEW_PASSWORD,
            "password2": NEW_PASSWORD,
        },
    )

    assert "That is not the password you have now." in response.content.decode()
    assert Unlock.objects.count() == 1
    assert User.objects.get(pk=alice.pk).check_password(PASSWORD)


def test_passphrase_of_the_journal_is_refused_as_a_password(open_client, alice):
    response = open_client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": PASSPHRASE, "password2": PASSPHRASE},
    )

    assert response.status_code == 200
    assert User.objects.get(pk=alice.pk).check_password(PASSWORD)
