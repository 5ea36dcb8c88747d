"""What every page of the journal says while an end has been asked for."""

from typing import Any

from django import template
from django.template.context import RequestContext

from journal.domain.waiting import pending

register = template.Library()


@register.inclusion_tag("journal/components/waiting_end.html", takes_context=True)
def waiting_end(context: RequestContext, *, new_tab: bool = False) -> dict[str, Any]:
    """Say what will be deleted and when, with a button that calls it off.

    On a page one writes on, the button's answer comes in another tab: the words on the
    page must not go with it.
    """
    request = context["request"]
    return {
        "pending": pending(request.user),
        "next": "" if new_tab else request.path,
        "new_tab": new_tab,
        "csrf_token": context.get("csrf_token"),
    }
