"""The countries of the help lines: names, emergency numbers, numbers dialled as is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).resolve().parent / "data"
NAMES = {
    "US": _("United States"),
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "CA": _("Canada"),
    "AU": _("Australia"),
    "NZ": _("New Zealand"),
    "IN": _("India"),
    "ZA": _("South Africa"),
    "DE": _("Germany"),
    "FR": _("France"),
    "ES": _("Spain"),
    "IT": _("Italy"),
    "NL": _("Netherlands"),
    "SE": _("Sweden"),
    "FI": _("Finland"),
    "NO": _("Norway"),
    "AT": _("Austria"),
    "CH": _("Switzerland"),
    "BR": _("Brazil"),
    "MX": _("Mexico"),
    "JP": _("Japan"),
}


@dataclass(frozen=True, kw_only=True)
class EmergencyNumber:
    """A number for danger now, as it is dialled in its country."""

    digits: str
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Country:
    """One country of ``data/countries.yaml``."""

    code: str
    name: str | Promise
    emergency: tuple[EmergencyNumber, ...]
    emergency_source: str = ""
    short: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    note: str = ""
    note_source: str = ""

    @property
    def anchor(self) -> str:
        """The fragment of its chapter; a fragment never reaches a server."""
        return self.code.lower()


@cache
def countries() -> dict[str, Country]:
    """Return every country by its ISO 3166 code, in the order of the file."""
    rows = yaml.safe_load((DATA / "countries.yaml").read_text(encoding="utf-8"))
    return {code: _country(code, **row) for code, row in rows.items()}


def country_choices() -> list[tuple[str, str]]:
    """Return codes with names for a form, by name."""
    pairs = [(code, str(name)) for code, name in NAMES.items()]
    return sorted(pairs, key=lambda pair: pair[1])


def _country(
    code: str,
    *,
    emergency: list[dict[str, str]],
    short: tuple[str, ...] = (),
    texts: tuple[str, ...] = (),
    **words: str,
) -> Country:
    return Country(
        code=code,
        name=NAMES[code],
        emergency=tuple(EmergencyNumber(**number) for number in emergency),
        short=frozenset(short),
        texts=frozenset(texts),
        **words,
    )
