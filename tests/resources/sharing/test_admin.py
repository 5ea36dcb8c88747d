"""The desk: a keeper decides on requests, and sees no list."""

import importlib

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from recovery_site.accounts.models import User
from resources.sharing.domain import roles
from resources.sharing.domain.reading import opened_by
from resources.sharing.models import Counselor, State
from tests.conftest import PASSWORD
from tests.resources.sharing.factories import LIST, NOTE, SAID, a_counselor, a_link

pytestmark = pytest.mark.django_db

KEEPERS = importlib.import_module("resources.sharing.migrations.0002_directory_keepers")


def desk_of(user) -> Client:
    user.is_staff = True
    user.save()
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def keeper(db) -> User:
    """Erin keeps the directory, and has no other right."""
    KEEPERS.make_group(apps, None)
    erin = User.objects.create_user("erin", password=PASSWORD)
    erin.groups.set(Group.objects.filter(name=KEEPERS.GROUP))
    return erin


@pytest.fixture
def desk(keeper) -> Client:
    return desk_of(keeper)


@pytest.fixture
def request_of_alice(alice) -> Counselor:
    return a_counselor(alice, state=State.WAITING)


def decide(desk, row, decision, reason=""):
    address = reverse("admin:sharing_counselor_change", args=[row.pk])
    return desk.post(address, {"decision": decision, "reason": reason})


def state(row) -> str:
    return Counselor.objects.get(pk=row.pk).state


def test_first_page_says_how_many_requests_wait(desk, request_of_alice):
    front = desk.get(reverse("admin:index")).content.decode()
    address = reverse("admin:sharing_counselor_changelist")

    assert "One person asks for the role of a counselor" in front
    assert f'href="{address}?state__exact=waiting"' in front
    listed = desk.get(f"{address}?state__exact=waiting").content.decode()
    assert SAID.name in listed


def test_first_page_without_requests_says_nothing(desk, bob):
    front = desk.get(reverse("admin:index")).content.decode()

    assert "role of a counselor" not in front


def test_first_page_of_a_curator_says_nothing(alice, carol, request_of_alice):
    front = desk_of(carol).get(reverse("admin:index")).content.decode()

    assert "role of a counselor" not in front


def test_request_is_shown_with_what_can_be_looked_up(desk, request_of_alice):
    address = reverse("admin:sharing_counselor_change", args=[request_of_alice.pk])
    page = desk.get(address).content.decode()

    for words in (SAID.name, SAID.profession, SAID.proof, "alice"):
        assert words in page


def test_keeper_confirms(desk, request_of_alice):
    decide(desk, request_of_alice, "confirmed")

    assert state(request_of_alice) == State.CONFIRMED


@pytest.mark.parametrize("reason", ["", "No such number."])
def test_keeper_declines_only_with_a_reason(desk, request_of_alice, reason):
    answer = decide(desk, request_of_alice, "declined", reason)

    assert answer.status_code == (302 if reason else 200)
    expected = State.DECLINED if reason else State.WAITING
    assert state(request_of_alice) == expected


def test_saving_without_a_decision_changes_nothing(desk, request_of_alice):
    decide(desk, request_of_alice, "")

    assert state(request_of_alice) == State.WAITING


def test_keeper_withdraws_and_the_links_are_dead(desk, bob):
    made = a_link(bob)

    decide(desk, bob.counselor, "withdrawn", "Left the practice.")

    assert opened_by(made.token) is None
    assert roles.credentials_of(roles.role_of(bob)).reason == "Left the practice."


@pytest.mark.parametrize("decision", ["declined", "waiting", "confirmed"])
def test_decision_that_does_not_follow_is_refused(desk, bob, decision):
    answer = decide(desk, bob.counselor, decision, "x")

    assert answer.status_code == 200
    assert state(bob.counselor) == State.CONFIRMED


def test_keeper_cannot_make_or_erase_a_request(desk, request_of_alice):
    pk = [request_of_alice.pk]

    assert desk.get(reverse("admin:sharing_counselor_add")).status_code == 403
    gone = desk.post(
        reverse("admin:sharing_counselor_delete", args=pk), {"post": "yes"}
    )
    assert gone.status_code == 403
    assert Counselor.objects.count() == 1


def test_erasing_a_request_at_the_desk_is_noted(dana, bob):
    made = a_link(bob)
    pk = bob.counselor.pk

    desk_of(dana).post(
        reverse("admin:sharing_counselor_delete", args=[pk]), {"post": "yes"}
    )

    assert opened_by(made.token) is None
    assert roles.ports.ledger.withdrawn_among([pk]) == [pk]


def test_account_of_a_counselor_can_be_deleted_at_the_desk(dana, bob):
    a_link(bob)

    desk_of(dana).post(
        reverse("admin:accounts_user_delete", args=[bob.pk]), {"post": "yes"}
    )

    assert not User.objects.filter(pk=bob.pk).exists()
    assert Counselor.objects.count() == 0


def test_log_of_the_desk_names_nobody(desk, request_of_alice):
    decide(desk, request_of_alice, "declined", "No such number.")

    (entry,) = LogEntry.objects.all()
    written = f"{entry.object_repr} {entry.change_message}"
    for words in ("alice", SAID.name, SAID.profession, SAID.proof, "No such number."):
        assert words not in written


def test_no_list_and_no_link_is_on_the_desk(dana, bob):
    a_link(bob)
    names = {
        model.__name__
        for model in admin.site._registry  # noqa: SLF001 -- nothing public lists them
        if model._meta.app_label == "sharing"  # noqa: SLF001 -- Django's documented API
    }
    assert names == {"Counselor"}

    client = desk_of(dana)
    for address in (
        reverse("admin:index"),
        reverse("admin:sharing_counselor_change", args=[bob.counselor.pk]),
        reverse("admin:accounts_user_delete", args=[bob.pk]),
    ):
        page = client.get(address).content.decode()
        assert [words for words in (LIST, NOTE) if words in page] == []


def test_keepers_have_exactly_their_rights(keeper):
    rights = {right.split("_")[-1] for right in keeper.get_all_permissions()}

    assert keeper.get_all_permissions() == {
        f"{label}.{name}"
        for label, names in KEEPERS.PERMISSIONS.items()
        for name in names
    }
    assert rights == {"contact", "helpline", "place", "listing", "counselor"}


def test_counselor_has_no_right_at_the_desk(bob, bob_client):
    assert bob.get_all_permissions() == set()
    assert bob_client.get(reverse("admin:index")).status_code == 403


def test_group_can_be_made_again_and_dropped(keeper):
    KEEPERS.make_group(apps, None)
    assert Group.objects.filter(name=KEEPERS.GROUP).count() == 1

    KEEPERS.drop_group(apps, None)

    assert Group.objects.filter(name=KEEPERS.GROUP).count() == 0
