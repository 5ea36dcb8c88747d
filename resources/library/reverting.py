"""Going back to an earlier version at the desk, asked of the row as it is now."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class RevertingAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # -- it has no types
    """Rows with their history; only who may change a row brings a version back.

    The package lets whoever may look at a version save it too, and asks that of the
    version alone: this asks it of the row.
    """

    # The package's own has a style in the line, which our policy refuses.
    object_history_list_template = "admin/library/topic/versions.html"

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a version of a row of this list, or bring it back.

        Raises:
            Http404: This list has no such row.
            PermissionDenied: It is to come back, and the account may not change the
                row as it is now.
        """
        now = self.get_object(request, object_id)
        if now is None:
            raise Http404
        if request.method == "POST" and not self.has_change_permission(request, now):
            raise PermissionDenied
        answer: HttpResponse = super().history_form_view(
            request, object_id, version_id, extra_context
        )
        return answer

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: ModelForm[Any],
        change: bool,  # noqa: FBT001 -- the admin calls it by this signature
    ) -> None:
        """Keep what was loaded last, so that the next loading leaves the words alone.

        A version holds the digest of its own time, and would pass for untouched.
        """
        rows = self.model.objects.filter(pk=obj.pk)
        stored = rows.values_list("shipped_digest", flat=True).first()
        obj.shipped_digest = stored or ""
        super().save_model(request, obj, form, change)
