"""The desk's view of accounts: who may sign in, and who works here. Nothing more."""

from typing import Any

# These register what is taken off the desk below.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recovery_site.accounts import deleting
from recovery_site.accounts.models import User

# Nobody at the desk needs to know who has left an address, or what somebody signs in
# with and since when. What a role may do is written in a migration, and tested there.
admin.site.unregister((EmailAddress, Authenticator, Group))


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    """Names and roles. An account that has a journal can be deleted by nobody here."""

    fields = ("username", "is_active", "is_staff", "groups", "deletion")
    readonly_fields = ("username", "deletion")
    list_display = ("username", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active")
    search_fields = ("username",)
    ordering = ("username",)
    actions = None  # deleting many at once would not ask what each one holds

    @admin.display(description=_("Deleting"))
    def deletion(self, user: User) -> str:
        """Say who can delete this account."""
        if deleting.has_journal(user):
            return gettext(
                "This account has a journal. Only the person who writes it can delete "
                "the two, on the page “Delete the account”."
            )
        return gettext("This account has no journal and can be deleted here.")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- Django's signature
        """Accounts are made on the sign-up page, or by ``make admin``."""
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """Refuse while there is a journal, whoever asks."""
        left = obj is not None and deleting.has_journal(obj)
        return not left and super().has_delete_permission(request, obj)

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> list[str]:
        """Let superusers alone hand out roles: nobody may raise their own."""
        fields = [str(field) for field in super().get_readonly_fields(request, obj)]
        roles = [] if request.user.is_superuser else ["is_staff", "groups"]
        return fields + roles

    def delete_model(self, request: HttpRequest, obj: User) -> None:  # noqa: ARG002 -- Django's signature
        """Delete the account, and what the desk's log says of it."""
        deleting.delete_account(obj)

    def log_deletions(
        self,
        request: HttpRequest,  # noqa: ARG002 -- Django's signature
        queryset: QuerySet[Any],  # noqa: ARG002 -- Django's signature
    ) -> list[LogEntry]:
        """Write nothing: the log would keep a name that is gone."""
        return []
