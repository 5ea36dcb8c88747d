"""What every response carries, and who comes to the desk."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as site_settings
from django.contrib.auth import get_user
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from recovery_site.middleware import PERMISSIONS_POLICY, headers
from tests.conftest import PASSWORD

EVERYWHERE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ON_FILES = (
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
)
PUBLIC = ("home", "safety", "privacy", "about", "steady")
PRIVATE = ("account_login", "account_signup", "journal-home", "admin:index", "leave")


def policy(value: str) -> set[str]:
    return {part.strip() for part in value.split(";")}


def carried(response, names) -> dict[str, str | None]:
    return {name: response.headers.get(name) for name in names}


@pytest.mark.parametrize("name", [*PUBLIC, "healthz"])
def test_every_page_carries_the_headers(client, name):
    found = carried(client.get(reverse(name)), EVERYWHERE)

    csp = "Content-Security-Policy"
    assert policy(found.pop(csp)) == policy(EVERYWHERE[csp])
    assert found == {name: EVERYWHERE[name] for name in EVERYWHERE if name != csp}


@pytest.mark.parametrize("name", PRIVATE)
def test_private_pages_carry_them_too_and_are_not_indexed(client, db, name):
    response = client.get(reverse(name))

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"].split(", ").count("no-store") == 1
    assert response["Permissions-Policy"] == PERMISSIONS_POLICY


@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_may_be_indexed_and_are_kept_nowhere(client, name):
    response = client.get(reverse(name))

    assert "X-Robots-Tag" not in response
    assert response["Cache-Control"] == "no-store"


def test_missing_page_carries_the_headers(client):
    response = client.get("/nothing-here/")

    assert response["Cache-Control"] == "no-store"
    assert response["Permissions-Policy"] == PERMISSIONS_POLICY


def test_static_file_carries_the_headers_and_may_be_kept(client, db, settings):
    settings.WHITENOISE_USE_FINDERS = True

    response = client.get("/static/css/site.css")
    response.close()

    assert response.status_code == 200
    assert carried(response, ON_FILES) == {name: EVERYWHERE[name] for name in ON_FILES}
    assert "no-store" not in response["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response


def test_page_that_names_its_own_rule_keeps_it():
    def view(_request):
        return HttpResponse(headers={"Cache-Control": "private"})

    response = headers(view)(RequestFactory().get("/"))

    assert response["Cache-Control"] == "private"


def test_signing_out_deletes_the_unlock_cookie(alice_client):
    response = alice_client.post(reverse("account_logout"))

    crumb = response.cookies[site_settings.UNLOCK_COOKIE_NAME]
    assert (crumb.value, crumb["max-age"]) == ("", 0)


def test_desk_leads_a_visitor_to_sign_in(client, db):
    response = client.get("/manage/")

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=/manage/"


def test_desk_leads_staff_without_a_second_factor_to_one(client, dana):
    client.force_login(dana)

    response = client.get("/manage/")

    assert response.status_code == 302
    assert response["Location"] == reverse("mfa_activate_totp")
    shown = client.get(reverse("account_change_password")).content.decode()
    assert "The desk needs a second step." in shown


@pytest.mark.parametrize("address", ["/manage/", "/manage/login/", "/manage/nothing/"])
def test_desk_is_calmly_closed_to_a_writer(alice_client, address):
    response = alice_client.get(address)

    assert response.status_code == 403
    assert "This page is not open to you" in response.content.decode()


def test_desk_opens_to_staff_with_a_second_factor(client, dana):
    TOTP.activate(dana, generate_totp_secret())
    client.force_login(dana)

    response = client.get("/manage/")

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_desk_has_no_sign_in_form_that_skips_the_second_factor(alice_client, dana):
    TOTP.activate(dana, generate_totp_secret())
    typed = {"username": "dana", "password": PASSWORD}

    response = alice_client.post("/manage/login/?next=/manage/", typed)

    assert response.status_code == 403
    assert get_user(alice_client).username == "alice"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/manage/login/", "admin:index"),
        ("/manage/logout/", "account_logout"),
        ("/manage/password_change/", "account_change_password"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/mounted"])
def test_desk_uses_the_sites_own_account_pages(client, dana, address, target, prefix):
    TOTP.activate(dana, generate_totp_secret())
    client.force_login(dana)

    response = client.post(
        address, {"username": "dana", "password": PASSWORD}, SCRIPT_NAME=prefix
    )

    assert response.status_code == 302
    assert response["Location"] == reverse(target)
