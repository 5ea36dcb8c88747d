"""Roles: each group has exactly its rights, and none of them reaches a journal."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from recovery_site.accounts.models import User
from tests.resources.library.conftest import desk_of

pytestmark = pytest.mark.django_db

ROLES = importlib.import_module("recovery_site.accounts.migrations.0003_desk_roles")
# What a role may have to do with at all.
REACH = {
    "Curators": {"article", "topic", "prompt"},
    "Reviewers": {"article", "topic", "prompt"},
    "Publishers": {"article", "topic", "prompt"},
    "Directory keepers": {"contact", "helpline", "place", "listing", "counselor"},
    "Counselors": set(),
}


@pytest.fixture(autouse=True)
def _groups():
    ROLES.make_groups(apps, None)


def rights_of(role: str) -> set[str]:
    user = User.objects.create_user(f"of-{role}")
    user.groups.set(Group.objects.filter(name=role))
    return user.get_all_permissions()


def test_groups_are_those_of_the_desk():
    names = set(Group.objects.values_list("name", flat=True))

    assert names == set(ROLES.ROLES) == set(REACH)


@pytest.mark.parametrize("role", REACH)
def test_role_has_exactly_its_rights(role):
    rights = rights_of(role)

    assert rights == {
        f"{label}.{name}"
        for label, names in ROLES.ROLES[role].items()
        for name in names
    }
    assert {right.rsplit("_", 1)[1] for right in rights} == REACH[role]


@pytest.mark.parametrize("role", REACH)
def test_no_role_reaches_a_journal_or_an_account(role):
    closed = Permission.objects.filter(
        content_type__app_label__in=(
            *("journal", "accounts", "auth", "mfa", "account", "admin"),
            *("contenttypes", "sessions"),
        )
    )
    names = {f"{one.content_type.app_label}.{one.codename}" for one in closed}
    assert len([name for name in names if name.startswith("journal.")]) > 0

    assert rights_of(role) & names == set()


def test_writing_reviewing_and_publishing_are_three_roles():
    steps = {"change_article", "review_article", "publish_article"}

    held = [
        sorted(steps & set(rights.get("library", ())))
        for rights in ROLES.ROLES.values()
    ]

    assert held == [["change_article"], ["review_article"], ["publish_article"], [], []]


def test_groups_can_be_made_again_and_dropped():
    curators = Group.objects.get(name="Curators")
    curators.permissions.clear()
    ROLES.make_groups(apps, None)
    assert curators.permissions.count() == len(ROLES.ROLES["Curators"]["library"])

    ROLES.drop_groups(apps, None)

    assert [group.name for group in Group.objects.all()] == [ROLES.MADE_BEFORE]


@pytest.mark.parametrize("role", REACH)
def test_role_sees_at_the_desk_what_is_its_own(role):
    user = User.objects.create_user("ivan", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    desk = desk_of(user)

    pages = {
        "article": "admin:library_article_changelist",
        "helpline": "admin:directory_helpline_changelist",
        "counselor": "admin:sharing_counselor_changelist",
        "accounts": "admin:accounts_user_changelist",
    }
    found = {name: desk.get(reverse(page)).status_code for name, page in pages.items()}

    expected = {name: 200 if name in REACH[role] else 403 for name in pages}
    assert found == expected


def test_second_factor_is_needed_whatever_the_role(client):
    user = User.objects.create_user("ivan", is_staff=True)
    user.groups.set(Group.objects.all())
    client.force_login(user)

    answer = client.get(reverse("admin:library_article_changelist"))

    assert answer["Location"] == reverse("mfa_activate_totp")
