"""What the first page of the desk shows."""

from dataclasses import replace

from django import template
from django.template import Context

from recovery_site import desk

register = template.Library()


@register.simple_tag(takes_context=True)
def checklist(context: Context) -> list[desk.Item]:
    """Return the checklist, with links to the pages that this account may open."""
    user = context["user"]
    return [
        item if user.has_perm(item.right) else replace(item, address="")
        for item in desk.checklist()
    ]
