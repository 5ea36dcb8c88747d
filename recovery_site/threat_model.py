"""Writes the tables of journal/THREAT_MODEL.md from recovery_site/onlookers/."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import translation

from recovery_site.onlookers.claims import Claim, Onlooker
from recovery_site.what_we_can_see import ONLOOKERS

BEGIN = "<!-- From recovery_site/onlookers/: run manage.py threat_model -->"
END = "<!-- Until here. -->"


def document() -> Path:
    """Return where the threat model lies."""
    return Path(settings.BASE_DIR) / "journal" / "THREAT_MODEL.md"


def renewed(text: str) -> str:
    """Return the document with its tables as the data has them now.

    Raises:
        ValueError: A marker is missing, or stands there twice.
    """
    before, begin, rest = text.partition(f"{BEGIN}\n")
    _old, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in rest or END in after:
        raise ValueError("The two markers must stand in the document once each.")
    return f"{before}{begin}\n{tables()}\n{end}{after}"


def tables() -> str:
    """Return a section for each onlooker, in English whatever the settings say."""
    with translation.override("en"):
        return "\n".join(_section(onlooker) for onlooker in ONLOOKERS)


def _section(onlooker: Onlooker) -> str:
    can = _table("Can", ((each, _limit(each)) for each in onlooker.can))
    cannot = _table("Cannot", ((each, _promise(each)) for each in onlooker.cannot))
    return f"### {onlooker.name}\n\n{can}\n{cannot}"


def _table(head: str, rows: Iterable[tuple[Claim, str]]) -> str:
    lines = [f"| {head} | Held by |", "|---|---|"]
    lines += [f"| {claim} | {held} |" for claim, held in rows]
    return "\n".join(lines) + "\n"


def _limit(claim: Claim) -> str:
    words = "; ".join(filter(None, ("Nothing prevents it", claim.note)))
    return f"{words}: {_ids(claim)}" if claim.held else f"{words}."


def _promise(claim: Claim) -> str:
    words = _ids(claim) or "Nothing holds it yet"
    return f"{words} ({claim.note})" if claim.note else words


def _ids(claim: Claim) -> str:
    return ", ".join(f"`{node}`" for node in claim.held)
