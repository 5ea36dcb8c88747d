"""The account and its sessions: as little about a person as signing in needs."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def this_month() -> date:
    """Return the first day of this month: joining is known no more finely."""
    return timezone.now().date().replace(day=1)


class User(AbstractBaseUser, PermissionsMixin):
    """An account: a name of one's choice and a password; an e-mail only if wished.

    The key is random, because passkeys and addresses carry it. There is no last
    sign-in: it would say when somebody writes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        _("name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("That name is taken. Please choose another.")},
    )
    email = models.EmailField(_("e-mail"), blank=True)
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_month = models.DateField(_("joined"), default=this_month, editable=False)
    # A day; empty unless somebody asked for the account's end.
    erase_after = models.DateField(null=True, editable=False)
    last_login = None  # removes the inherited column

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.username


class Session(AbstractBaseSession):
    """A session row: its key is a hash of the cookie, its body sealed under it."""

    session_key = models.CharField(max_length=43, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return the engine that reads these rows."""
        from recovery_site.accounts.sessions import (  # noqa: PLC0415 -- circular import
            SessionStore,
        )

        return SessionStore
