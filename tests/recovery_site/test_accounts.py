"""Signing up, in and out: little is asked, and nothing is told."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site_settings
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recovery_site.accounts.adapter import AccountAdapter
from recovery_site.accounts.models import User
from tests.conftest import PASSWORD
from tests.recovery_site.visits import sign_in, text


def sign_up(client: Client, **changes: str):
    typed = {"username": "Quiet-Otter", "password1": "eleven slow barges", **changes}
    return client.post(reverse("account_signup"), typed)


def test_sign_up_asks_a_name_and_a_password_and_leads_on(client, db):
    response = sign_up(client)

    user = User.objects.get()
    assert response["Location"] == reverse("journal-start")
    assert get_user(client) == user
    assert (user.username, user.email, user.is_staff) == ("quiet-otter", "", False)
    assert user.joined_month == timezone.now().date().replace(day=1)
    assert EmailAddress.objects.count() == 0


def test_sign_up_form_has_two_fields(client, db):
    html = text(client.get(reverse("account_signup")))

    shown = re.findall(r"<input(?![^>]*hidden)[^>]*name=\"(\w+)\"", html)
    assert shown == ["username", "password1"]


@pytest.mark.parametrize("name", ["alice", "ALICE"])
def test_sign_up_says_that_a_name_is_taken(client, alice, name):
    response = sign_up(client, username=name)

    assert User.objects.count() == 1
    assert text(response).count("That name is taken. Please choose another.") == 2
    assert f'value="{name}"' in text(response)


@pytest.mark.parametrize("password", ["short", "password123", "quiet-otter"])
def test_sign_up_with_a_weak_password_keeps_the_name(client, db, password):
    response = sign_up(client, password1=password)

    assert User.objects.count() == 0
    assert 'value="Quiet-Otter"' in text(response)
    assert "One thing needs a second look" in text(response)


def test_sign_up_can_be_closed_calmly(client, db, monkeypatch):
    monkeypatch.setattr(AccountAdapter, "is_open_for_signup", lambda *_: False)

    response = client.get(reverse("account_signup"))

    assert "Nobody new can begin just now" in text(response)


def test_sign_in_does_not_tell_whether_a_name_exists(client, alice):
    answers = {
        re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text(answer)).replace(name, "")
        for name in ("alice", "unknown-heron")
        for answer in [sign_in(client, name, "not the password")]
    }

    assert len(answers) == 1
    assert "The name and the password do not fit together." in answers.pop()


def test_sign_in_to_a_closed_account_is_told_only_to_its_owner(client, alice):
    alice.is_active = False
    alice.save()

    wrong = sign_in(client, "alice", "not hers")
    right = sign_in(client, "alice", PASSWORD)

    assert "do not fit together" in text(wrong)
    assert right["Location"] == reverse("account_inactive")
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize(
    ("ticked", "age"), [({}, ""), ({"remember": "on"}, 30 * 24 * 3600)]
)
def test_sign_in_lasts_as_long_as_was_asked(client, alice, ticked, age):
    response = sign_in(client, "alice", PASSWORD, **ticked)

    assert response.cookies[site_settings.SESSION_COOKIE_NAME]["max-age"] == age


def test_sign_in_leads_to_no_other_site(client, alice):
    response = sign_in(client, "alice", PASSWORD, next="https://evil.example/")

    assert response["Location"] == reverse("journal-home")


def test_sign_in_leaves_no_time_behind(client, alice):
    before = list(User.objects.values())

    sign_in(client, "alice", PASSWORD)

    assert list(User.objects.values()) == before
    assert "last_login" not in before[0]


def test_too_many_tries_get_a_calm_page(client, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "alice", "not hers")

    response = sign_in(client, "alice", "not hers")

    assert response.status_code == 429
    assert "Please wait a minute" in text(response)
    assert "Try this page again" in text(response)
    assert text(response).count('class="exit"') == 1


def test_too_many_failures_do_not_shut_the_owner_out_elsewhere(alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "1/m/ip"}
    stranger, owner = Client(REMOTE_ADDR="203.0.113.7"), Client(REMOTE_ADDR="10.0.0.1")
    sign_in(stranger, "alice", "not hers")

    refused = sign_in(stranger, "alice", "not hers")
    let_in = sign_in(owner, "alice", PASSWORD)

    assert "In a minute it works again." in text(refused)
    assert let_in.status_code == 302


def test_address_pages_lead_away_because_there_is_no_e_mail(alice_client):
    for address in ("email/", "confirm-email/", "confirm-email/abc/"):
        response = alice_client.get(f"/account/{address}")

        assert response["Location"] == reverse("account_change_password")


@pytest.mark.parametrize("address", ["", "done/", "key/1-abc/", "key/done/"])
def test_lost_password_page_sends_nothing_to_nobody(client, alice, address):
    response = client.post(
        f"/account/password/reset/{address}", {"email": "a@b.example"}
    )

    assert "If the password is lost" in text(response)
    assert mail.outbox == []
