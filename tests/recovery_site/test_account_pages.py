"""Every account page is ours: one heading, one exit, neutral, nothing inline."""

import re
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import get_resolver, reverse

from tests.conftest import PASSWORD
from tests.recovery_site.visits import SECRET, passkey, shown_secret, sign_in, text

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ENTRANCE = {"account_login", "account_signup"}
OPEN = {"account_inactive", "account_reset_password"}
PRIVATE = {
    "account_change_password", "account_logout", "mfa_index", "mfa_activate_totp",
    "mfa_add_webauthn", "mfa_list_webauthn", "mfa_generate_recovery_codes",
    "account_reauthenticate", "account_delete",
}  # fmt: skip
WITH_A_STEP = {
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_reauthenticate",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_reauthenticate_webauthn",
}  # fmt: skip
# They lead on, or are parts of a way that is walked below.
NO_PAGES = {
    "account_email", "account_email_verification_sent", "account_confirm_email",
    "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_confirm_login_code",
    "account_set_password", "mfa_authenticate", "mfa_login_webauthn",
    "mfa_download_recovery_codes",
}  # fmt: skip
NEUTRAL = re.compile(r"harass|assault|abuse|trauma|victim|survivor|rape", re.IGNORECASE)


def test_every_address_of_allauth_is_accounted_for():
    patterns = get_resolver().reverse_dict
    names = {name for name in patterns if isinstance(name, str)}
    found = {name for name in names if name.startswith(("account_", "mfa_"))}

    expected = ENTRANCE | OPEN | PRIVATE | WITH_A_STEP | NO_PAGES
    assert found == expected


def addresses(names: set[str], key: int = 0) -> dict[str, str]:
    with_a_key = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
    return {
        name: reverse(name, args=[key] if name in with_a_key else [])
        for name in sorted(names)
    }


def check_page(response) -> None:
    """A page of our own, neutral, with one heading and one exit."""
    html = text(response)
    title = re.findall(r"<title>(.*?) – ", html)
    assert response.status_code == 200
    assert Path(response.templates[0].origin.name).is_relative_to(TEMPLATES)
    assert (len(re.findall("<h1", html)), html.count('class="exit"')) == (1, 1)
    assert re.findall('name="robots" content="(.*?)"', html) == ["noindex"]
    assert re.findall(r"<h1>\s*(?=</h1>)|opening__lead\">\s*</p>", html) == []
    assert [each for each in title if NEUTRAL.search(each) or not each.strip()] == []
    assert 'type="email"' not in html
    shown = re.sub(r"<script.*?</script>|<[^>]*>", "", html, flags=re.DOTALL)
    assert "authenticat" not in shown.lower()


@pytest.mark.parametrize("name", sorted(ENTRANCE | OPEN))
def test_open_account_page_is_ours(client, db, name):
    check_page(client.get(reverse(name)))


@pytest.mark.parametrize("name", sorted(PRIVATE))
def test_private_account_page_is_ours(sure_client, name):
    check_page(sure_client.get(reverse(name)))


@pytest.mark.parametrize("name", sorted(WITH_A_STEP))
def test_page_of_a_second_step_is_ours(sure_client, alice, name, digits):
    sure_client.post(
        reverse("mfa_activate_totp"), {"code": digits(shown_secret(sure_client))}
    )
    address = addresses({name}, passkey(alice).pk)[name]

    check_page(sure_client.get(address))


def test_page_that_asks_for_the_second_step_is_ours(client, alice):
    TOTP.activate(alice, SECRET)
    sign_in(client, "alice", PASSWORD)

    check_page(client.get(reverse("mfa_authenticate")))


@pytest.mark.parametrize("name", sorted(PRIVATE | WITH_A_STEP))
def test_private_account_page_asks_a_visitor_to_sign_in(client, db, name):
    response = client.get(addresses({name})[name])

    # Signing out when nobody is signed in leads home.
    expected = "home" if name == "account_logout" else "account_login"
    assert response.status_code == 302
    assert response["Location"].partition("?")[0] == reverse(expected)


def test_sign_in_page_offers_a_passkey_only_where_scripts_run(client, db):
    html = text(client.get(reverse("account_login")))

    assert re.findall(r'class="([^"]+)"[^>]*data-passkey="login"', html) == [
        "button button--quiet needs-script"
    ]


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "mfa_add_webauthn", "mfa_index"]
)
def test_account_page_has_nothing_inline(sure_client, name):
    client = Client() if name in ENTRANCE else sure_client

    html = text(client.get(reverse(name)))

    inline = re.findall(r'<script(?![^>]*(?:src=|type="application/json"))', html)
    assert inline == []
    assert re.findall(r"\s(?:style|on[a-z]+)=", html) == []
