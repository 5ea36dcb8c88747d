"""What records of every kind are called, and a plan in its parts."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.domain.kinds import Kind
from journal.domain.matter import Header
from journal.domain.plan_text import parts_of
from journal.forms.plan import PART_WORDS

register = template.Library()

GROUP_WORDS = {
    Kind.KEPT_PAGE: _("To read"),
    Kind.KEPT_LISTING: _("Therapists"),
    Kind.KEPT_LINE: _("Help lines"),
}


@register.filter
def called(header: Header) -> str | Promise:
    """Return what a page calls a record: its title, or words in the place of one."""
    if header.is_plan:
        return _("Your plan")
    if header.thing:
        return header.thing.title
    if header.is_check_in:
        return _("Check-in")
    return header.title or _("Untitled")


@register.filter
def group_word(kind: Kind) -> Promise:
    """Return the heading above things of a kind."""
    return GROUP_WORDS[kind]


@register.filter
def plan_parts(text: str) -> list[tuple[str | Promise, str]]:
    """Return the parts of a plan that say something, each with its name."""
    named = zip(PART_WORDS, parts_of(text), strict=True)
    return [(name, part.strip()) for (name, _hint), part in named if part.strip()]
