"""The readers that files and the editing desk share: claims, reviews, prompts."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from resources.library.domain.content import Claim, ClinicalReview
from resources.library.domain.matter import Matter, fail
from resources.library.models import Depth

# An address stands in a link: any other scheme, such as javascript:, could run.
_check_address = URLValidator(schemes=["https"])


def read_claims(matter: Matter) -> tuple[Claim, ...]:
    """Return the claims, each with a full https address and the day it was checked."""
    return tuple(_claim(item) for item in matter.matters("claims"))


def _claim(item: Matter) -> Claim:
    item.refuse_other_keys(("text", "source", "url", "checked"))
    url = item.text("url")
    try:
        _check_address(url)
    except ValidationError:
        fail(item.place, "url", _("must be a full address that begins with https://"))
    return Claim(
        text=item.text("text"),
        source=item.text("source"),
        url=url,
        checked=item.day("checked"),
    )


def read_review(matter: Matter) -> ClinicalReview | None:
    """Return the clinical review, or None where there was none yet."""
    if matter.values.get("clinical_review") in (None, "none"):
        return None
    review = matter.matter("clinical_review")
    review.refuse_other_keys(("who", "profession", "date"))
    return ClinicalReview(
        who=review.text("who"),
        profession=review.text("profession"),
        date=review.day("date"),
    )


def read_prompts(matter: Matter) -> dict[str, str]:
    """Return the prompts by depth; a page about the library has none."""
    if matter.values.get("prompts") is None:
        return {}
    prompts = matter.matter("prompts")
    prompts.refuse_other_keys(Depth.values)
    return {depth: prompts.text(depth) for depth in prompts.values}
