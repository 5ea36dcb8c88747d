"""The steadying exercises by name: each is a part of the page that shows them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise; ``key`` is its anchor on the steadying page."""

    key: str
    title: str | Promise
    about: str | Promise
    minutes: int


EXERCISES = {
    each.key: each
    for each in (
        Exercise("room", _("Look round the room"), _("Naming plain things."), 3),
        Exercise("breath", _("Breathe out longer"), _("Counting, no holding."), 2),
        Exercise("feet", _("Feet and floor"), _("Eyes open, nothing with breath."), 2),
        Exercise("water", _("Cold water"), _("For when it is loud inside."), 1),
        Exercise("place", _("A place of your own"), _("In your thoughts."), 5),
        Exercise("names", _("One thing after another"), _("A small job to do."), 3),
    )
}
