"""The second step at the door: an app, passkeys and spare codes."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from recovery_site.accounts.models import User
from tests.conftest import PASSWORD
from tests.recovery_site.visits import (
    SECRET,
    passkey,
    second_step,
    shown_secret,
    sign_in,
    text,
)


@pytest.fixture
def guarded(alice) -> User:
    """Alice with a sign-in app and a passkey."""
    TOTP.activate(alice, SECRET)
    passkey(alice)
    return alice


def test_change_to_sign_in_asks_for_the_password_once_more(alice_client):
    address = reverse("mfa_activate_totp")

    asked = alice_client.get(address)
    wrong = alice_client.post(asked["Location"], {"password": "not hers"})
    right = alice_client.post(asked["Location"], {"password": PASSWORD})

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert "That is not the password." in text(wrong)
    assert right["Location"] == address


def test_wrong_digits_leave_the_app_off(sure_client, alice):
    sure_client.get(reverse("mfa_activate_totp"))

    response = sure_client.post(reverse("mfa_activate_totp"), {"code": "12"})

    assert "That code does not fit." in text(response)
    assert Authenticator.objects.count() == 0


def test_app_comes_with_spare_codes_that_are_shown_once(sure_client, digits):
    code = digits(shown_secret(sure_client))

    first = sure_client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    second = sure_client.get(reverse("mfa_view_recovery_codes"))

    shown = spare_codes(first)
    assert len(set(shown)) == 10
    assert [code for code in shown if code in text(second)] == []
    assert "10 are left." in text(second)


def spare_codes(response) -> list[str]:
    return re.findall(r"</span> (\d{8})</li>", text(response))


def test_sign_in_asks_for_the_second_step(client, guarded):
    response = sign_in(client, "alice", PASSWORD)
    wrong = second_step(client, "12")

    assert response["Location"] == reverse("mfa_authenticate")
    assert "That code does not fit." in text(wrong)
    assert not get_user(client).is_authenticated


def test_sign_in_with_the_digits_of_the_app(client, guarded, digits):
    sign_in(client, "alice", PASSWORD)

    second_step(client, digits(SECRET))

    assert get_user(client) == guarded


def test_spare_code_signs_in_once(sure_client, alice, digits):
    code = digits(shown_secret(sure_client))
    done = sure_client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    spare = spare_codes(done)[0]

    in_again = []
    for _ in range(2):
        client = Client()
        sign_in(client, "alice", PASSWORD)
        second_step(client, spare)
        in_again.append(get_user(client).is_authenticated)

    assert in_again == [True, False]


def test_second_step_leaves_no_time_of_use_behind(client, guarded, digits):
    sign_in(client, "alice", PASSWORD)

    second_step(client, digits(SECRET))

    used = Authenticator.objects.values_list("last_used_at", flat=True)
    assert list(used) == [None, None]


def test_app_can_be_taken_away(sure_client, alice, digits):
    sure_client.post(
        reverse("mfa_activate_totp"), {"code": digits(shown_secret(sure_client))}
    )

    response = sure_client.post(reverse("mfa_deactivate_totp"), follow=True)

    assert "The sign-in app is no longer in use." in text(response)
    assert Authenticator.objects.count() == 0


def test_passkeys_are_listed_renamed_and_taken_away(sure_client, alice):
    key = passkey(alice).pk

    listed = sure_client.get(reverse("mfa_list_webauthn"))
    sure_client.post(reverse("mfa_edit_webauthn", args=[key]), {"name": "Old phone"})
    renamed = sure_client.get(reverse("mfa_list_webauthn"))
    sure_client.post(reverse("mfa_remove_webauthn", args=[key]))

    assert ("Blue phone" in text(listed), "Old phone" in text(renamed)) == (True, True)
    assert "Signs you in alone." in text(listed)
    assert Authenticator.objects.count() == 0


def test_passkey_of_another_cannot_be_seen_or_touched(sure_client, carol):
    key = passkey(carol).pk

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert sure_client.get(reverse(name, args=[key])).status_code == 404
        assert sure_client.post(reverse(name, args=[key])).status_code == 404
    assert "Blue phone" not in text(sure_client.get(reverse("mfa_list_webauthn")))
