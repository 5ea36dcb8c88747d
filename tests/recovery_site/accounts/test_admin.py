"""The desk sees names and roles, and deletes nobody who has a journal."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from journal.domain.vaults import start_journal
from recovery_site.accounts.models import User


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def desk(client, dana):
    TOTP.activate(dana, generate_totp_secret())
    client.force_login(dana)
    return client


def page(user, name):
    return reverse(f"admin:accounts_user_{name}", args=[user.pk])


def test_desk_shows_no_more_than_name_and_roles(desk, alice):
    html = desk.get(page(alice, "change")).content.decode()

    fields = ["username", "is_active", "is_staff", "groups", "deletion"]
    assert [name for name in fields if f"field-{name}" in html] == fields
    for hidden in ("joined", "last", "session", "password", "erase", "email"):
        assert f"field-{hidden}" not in html


def test_account_with_a_journal_cannot_be_deleted(desk, alice):
    start_journal(alice, passphrase="quiet harbour linen oat seven tide")

    assert "Only the person who writes it" in (
        desk.get(page(alice, "change")).content.decode()
    )
    assert desk.get(page(alice, "delete")).status_code == 403
    assert desk.post(page(alice, "delete"), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=alice.pk).exists()


def test_account_without_a_journal_is_deleted_with_its_name_in_the_log(desk, alice):
    desk.post(page(alice, "change"), {"is_active": "on"})
    assert LogEntry.objects.count() == 1

    desk.post(page(alice, "delete"), {"post": "yes"})

    assert not User.objects.filter(pk=alice.pk).exists()
    assert LogEntry.objects.count() == 0


def test_many_at_once_are_not_deleted(desk, alice):
    listing = reverse("admin:accounts_user_changelist")

    desk.post(listing, {"action": "delete_selected", "_selected_action": [alice.pk]})

    assert User.objects.filter(pk=alice.pk).exists()
    assert "delete_selected" not in desk.get(listing).content.decode()


def test_account_is_not_made_at_the_desk(desk):
    assert desk.get(reverse("admin:accounts_user_add")).status_code == 403


def test_keeper_cannot_raise_her_own_role(client, carol):
    carol.is_staff = True
    carol.save()
    carol.user_permissions.set(
        Permission.objects.filter(content_type__app_label="accounts")
    )
    TOTP.activate(carol, generate_totp_secret())
    client.force_login(carol)

    client.post(
        page(carol, "change"),
        {"username": "dana", "is_active": "on", "is_staff": "", "is_superuser": "on"},
    )

    carol.refresh_from_db()
    assert (carol.username, carol.is_staff, carol.is_superuser) == (
        "carol", True, False
    )  # fmt: skip


def test_desk_shows_no_address_no_second_factor_and_no_right():
    shown = {model.__name__ for model in admin.site._registry}  # noqa: SLF001 -- nothing public lists them

    assert {"User", "Article", "HelpLine"} <= shown
    assert {"EmailAddress", "Authenticator", "Group", "Permission"} & shown == set()
