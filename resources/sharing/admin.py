"""The keeper's desk: requests for the role of a counselor. No list is on it."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from resources.sharing.domain import roles
from resources.sharing.forms import DecisionForm
from resources.sharing.models import Counselor


@admin.register(Counselor)
class CounselorAdmin(admin.ModelAdmin[Counselor]):
    """Requests: what was said is read only; a keeper decides and gives a reason."""

    form = DecisionForm
    list_display = ("name", "profession", "state", "asked_on")
    list_filter = ("state",)
    ordering = ("asked_on",)
    actions = None  # each decision is one by one, and noted in the ledger
    readonly_fields = (
        *("account", "name", "profession", "proof"),
        *("state", "asked_on", "decided_on", "said_before"),
    )
    fields = (*readonly_fields, "decision", "reason")

    @admin.display(description=_("Name"))
    def name(self, row: Counselor) -> str:
        """Return the name to show, as it was sent."""
        return roles.credentials_of(row).name

    @admin.display(description=_("Profession"))
    def profession(self, row: Counselor) -> str:
        """Return the profession, as it was sent."""
        return roles.credentials_of(row).profession

    @admin.display(description=_("Licence or employer"))
    def proof(self, row: Counselor) -> str:
        """Return what can be looked up."""
        return roles.credentials_of(row).proof

    @admin.display(description=_("Reason given"))
    def said_before(self, row: Counselor) -> str:
        """Return what the last decision said."""
        return roles.credentials_of(row).reason

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- Django's signature
        """Whoever wants the role asks for it on the site."""
        return False

    def save_model(
        self,
        request: HttpRequest,  # noqa: ARG002 -- Django's signature
        obj: Counselor,
        form: ModelForm[Counselor],
        change: bool,  # noqa: ARG002, FBT001 -- as above
    ) -> None:
        """Decide through the domain, which also notes a withdrawal in the ledger."""
        sent: dict[str, Any] = form.cleaned_data
        if sent["decision"]:
            roles.decide(obj.pk, state=sent["decision"], reason=sent["reason"])

    def delete_model(self, request: HttpRequest, obj: Counselor) -> None:  # noqa: ARG002 -- Django's signature
        """Erase a request with its links, so that no backup brings them back."""
        roles.erase_role(obj.pk)
