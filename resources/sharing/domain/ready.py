"""Lists that ship with the site, offered to copy."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.http import Http404

from resources.sharing.domain.matter import Matter

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class ReadyList:
    """A list of ours: its slug, one line on whom it is for, and what it holds."""

    slug: str
    about: str
    matter: Matter


@cache
def ready_lists(language: str) -> tuple[ReadyList, ...]:
    """Return the lists of one language, or those in the site's own."""
    path = DATA / f"{language}.yaml"
    if not path.exists():
        path, language = DATA / f"{settings.LANGUAGE_CODE}.yaml", settings.LANGUAGE_CODE
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        ReadyList(
            slug=row["slug"],
            about=row["about"],
            matter=Matter.from_fields({**row, "language": language}),
        )
        for row in rows
    )


def ready_list(slug: str, *, language: str) -> ReadyList:
    """Return one of them.

    Raises:
        Http404: There is none of that name.
    """
    for each in ready_lists(language):
        if each.slug == slug:
            return each
    raise Http404
