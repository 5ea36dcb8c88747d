"""Who works at the desk: one account for each role, and the client of one."""

import importlib
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client

from recovery_site.accounts.models import User

ROLES = importlib.import_module("recovery_site.accounts.migrations.0003_desk_roles")


@pytest.fixture
def worker(db) -> Callable[..., User]:
    """Return a maker of accounts that work in some of the roles."""
    ROLES.make_groups(apps, None)

    def make(name: str, *roles: str) -> User:
        user = User.objects.create_user(name, is_staff=True)
        user.groups.set(Group.objects.filter(name__in=roles))
        return user

    return make


@pytest.fixture
def curator(worker) -> User:
    """Frank writes."""
    return worker("frank", "Curators")


@pytest.fixture
def reviewer(worker) -> User:
    """Gina reviews."""
    return worker("gina", "Reviewers")


@pytest.fixture
def publisher(worker) -> User:
    """Heidi publishes."""
    return worker("heidi", "Publishers")


def desk_of(user: User) -> Client:
    """Return a browser in which somebody has signed in with a second factor."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(user)
    return client
