"""Reading the data files, and the digest that tells an edited row from a shipped."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import yaml

from resources.directory.countries import DATA
from resources.directory.models import Contact, Grade, HelpLine, Place

Row = dict[str, Any]

SHARED = ("key", "position", "checked_on", "is_published")
LINE_FIELDS = (
    *SHARED, "name", "operator", "category", "country", "covers", "for_young",
    "serves", "hours", "hours_grade", "languages", "languages_grade", "cost",
    "cost_grade", "source_url", "compared_with", "status",
)  # fmt: skip
CONTACT_FIELDS = ("kind", "value", "shown", "keyword", "grade", "position")
PLACE_FIELDS = (
    *SHARED, "name", "url", "countries", "what", "cost", "not_checked", "paid_by",
    "note", "note_source",
)  # fmt: skip
GRADED = ("hours", "languages", "cost")


class ShippedDataError(ValueError):
    """A data file has a row that cannot be loaded; the message names it."""


def shipped_lines() -> list[Row]:
    """Return ``help_lines.yaml`` with every field of the row filled."""
    return [_line(row, position=at) for at, row in enumerate(_read("help_lines"))]


def shipped_places() -> list[Row]:
    """Return ``places.yaml`` with every field of the row filled."""
    return [
        _filled(row, fields=PLACE_FIELDS, position=at)
        for at, row in enumerate(_read("places"))
    ]


def shipped_samples() -> list[Row]:
    """Return the invented practices of the demo."""
    return _read("sample_listings")


def digest_of(row: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a row's content, in hexadecimal."""
    text = json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def line_content(line: HelpLine) -> Row:
    """Return a stored line in the shape of its shipped row."""
    contacts = [_columns(one, CONTACT_FIELDS) for one in line.contacts.all()]
    return _columns(line, LINE_FIELDS) | {"contacts": contacts}


def place_content(place: Place) -> Row:
    """Return a stored place in the shape of its shipped row."""
    return _columns(place, PLACE_FIELDS)


def _read(name: str) -> list[Row]:
    rows = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(rows)


def _line(row: Row, *, position: int) -> Row:
    flat = {key: value for key, value in row.items() if key not in GRADED}
    for field in GRADED:
        graded = row.get(field, {"text": "", "grade": Grade.LOW.value})
        flat |= {field: graded["text"], f"{field}_grade": graded["grade"]}
    contacts = [
        _filled(contact, fields=CONTACT_FIELDS, position=at)
        for at, contact in enumerate(flat.pop("contacts"))
    ]
    line = _filled(flat, fields=LINE_FIELDS, position=position)
    return line | {"contacts": contacts}


def _filled(row: Row, *, fields: tuple[str, ...], position: int) -> Row:
    unknown = set(row) - set(fields)
    if unknown:
        name = row.get("key", row.get("value"))
        raise ShippedDataError(f"{name}: no such field: {', '.join(sorted(unknown))}.")
    defaults = {"is_published": True, "for_young": False, "compared_with": 0}
    filled = {field: row.get(field, defaults.get(field, "")) for field in fields}
    return filled | {"position": position}


def _columns(model: HelpLine | Place | Contact, fields: tuple[str, ...]) -> Row:
    return {field: getattr(model, field) for field in fields}
