"""Writing what ships with the site, and never over a keeper's edit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from resources.directory.domain.listings import stored_languages
from resources.directory.domain.shipped import (
    Row,
    ShippedDataError,
    digest_of,
    line_content,
    place_content,
)
from resources.directory.models import Contact, HelpLine, Listing, Place

Stored = TypeVar("Stored", HelpLine, Place)


@dataclass(kw_only=True)
class LoadReport:
    """What a load did, by the keys of the rows."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    no_longer_shipped: list[str] = field(default_factory=list)


@transaction.atomic
def load_lines(rows: list[Row]) -> LoadReport:
    """Write help lines, one per key; a second run changes nothing.

    Raises:
        ShippedDataError: A row is not valid; nothing is written.
    """
    lines = HelpLine.objects.prefetch_related("contacts")
    return _load(rows, {line.key: line for line in lines}, line_content, _write_line)


@transaction.atomic
def load_places(rows: list[Row]) -> LoadReport:
    """Write places to look, one per key; a second run changes nothing.

    Raises:
        ShippedDataError: A row is not valid; nothing is written.
    """
    places = {place.key: place for place in Place.objects.all()}
    return _load(rows, places, place_content, _write_place)


@transaction.atomic
def load_samples(rows: list[Row]) -> int:
    """Write the demo's invented practices once, and return how many there are.

    Raises:
        ShippedDataError: This is not the demo, or a row is not valid.
    """
    if not settings.DEMO:
        raise ShippedDataError("Samples live only in the demo; nothing was loaded.")
    if not Listing.objects.filter(is_sample=True).exists():
        for row in rows:
            _write_sample(row)
    return Listing.objects.filter(is_sample=True).count()


def _load(
    rows: list[Row],
    stored: dict[str, Stored],
    content_of: Callable[[Stored], Row],
    write: Callable[[Stored | None, Row], None],
) -> LoadReport:
    report = LoadReport()
    for row in rows:
        existing = stored.pop(row["key"], None)
        if existing is None:
            write(None, row)
            report.added.append(row["key"])
        elif digest_of(content_of(existing)) != existing.shipped_digest:
            report.kept.append(row["key"])
        elif digest_of(row) != existing.shipped_digest:
            write(existing, row)
            report.updated.append(row["key"])
        else:
            report.unchanged.append(row["key"])
    report.no_longer_shipped = sorted(stored)
    return report


def _write_line(existing: HelpLine | None, row: Row) -> None:
    columns = {name: value for name, value in row.items() if name != "contacts"}
    line = existing or HelpLine()
    _fill(line, columns, digest=digest_of(row))
    line.contacts.all().delete()
    for contact in row["contacts"]:
        _save_valid(Contact(line=line, **contact), name=row["key"])


def _write_place(existing: Place | None, row: Row) -> None:
    _fill(existing or Place(), row, digest=digest_of(row))


def _fill(model: HelpLine | Place, columns: Row, *, digest: str) -> None:
    for name, value in columns.items():
        setattr(model, name, value)
    model.shipped_digest = digest
    _save_valid(model, name=columns["key"])


def _write_sample(row: Row) -> None:
    columns = row | {"languages": stored_languages(row["languages"])}
    listing = Listing(is_sample=True, is_published=True, **columns)
    _save_valid(listing, name=row["name"])


def _save_valid(model: HelpLine | Place | Contact | Listing, *, name: str) -> None:
    try:
        model.full_clean()
    except ValidationError as error:
        raise ShippedDataError(f"{name}: {'; '.join(error.messages)}") from error
    model.save()
