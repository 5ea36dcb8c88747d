"""Reading listings: published ones alone, and samples only in the demo."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import get_language_info

from resources.directory import numbers
from resources.directory.countries import countries
from resources.directory.domain.filter_token import Choices
from resources.directory.models import Listing


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the published listings can be filtered by; empty when there are none."""

    countries: frozenset[str]
    regions: tuple[str, ...]
    languages: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.countries)


@dataclass(frozen=True, kw_only=True)
class PrintedListing:
    """A listing as a page shows it."""

    listing: Listing
    where: str
    languages: str
    phone: str


def published() -> QuerySet[Listing]:
    """Return what may be shown.

    A sample is left out of a real site even if one has got into its database: nobody
    must call a therapist who does not exist.
    """
    listings = Listing.objects.filter(is_published=True)
    return listings if settings.DEMO else listings.filter(is_sample=False)


def published_listing(pk: UUID) -> Listing | None:
    """Return one listing, or ``None`` when it is hidden or unknown."""
    return published().filter(pk=pk).first()


def listings_for(choices: Choices) -> QuerySet[Listing]:
    """Return listings that fit, confirmed licences first, then by place and name."""
    confirmed = When(licence_confirmed_on__isnull=False, then=Value(0))
    numbered = When(~Q(licence_number=""), then=Value(1))
    return (
        published()
        .filter(_fits(choices))
        .annotate(rank=Case(confirmed, numbered, default=Value(2)))
        .order_by("rank", "country", "region", "city", "name", "pk")
    )


def filter_options() -> Options:
    """Return the countries, regions and languages that a filter can find."""
    rows = list(published().values_list("country", "region", "languages"))
    return Options(
        countries=frozenset(country for country, _, _ in rows),
        regions=tuple(sorted({region for _, region, _ in rows if region})),
        languages=tuple(sorted({code for *_, codes in rows for code in codes.split()})),
    )


def stored_languages(codes: list[str]) -> str:
    """Return language codes as the column keeps them: a space on both sides."""
    return f" {' '.join(codes)} " if codes else ""


def printed_listing(listing: Listing) -> PrintedListing:
    """Return a listing with its place, languages and number in words."""
    place = [listing.credentials, listing.city, listing.region]
    country = countries()[listing.country].name
    return PrintedListing(
        listing=listing,
        where=", ".join([*filter(None, place), str(country)]),
        languages=", ".join(language_names(listing.languages)),
        phone=numbers.spoken(listing.phone),
    )


def language_names(stored: str) -> list[str]:
    """Return the names of a listing's languages, in the reader's language."""
    return [language_name(code) for code in stored.split()]


def language_name(code: str) -> str:
    """Return a language's name in the reader's language."""
    return str(get_language_info(code)["name_translated"])


def _fits(choices: Choices) -> Q:
    fits = Q()
    if choices.country:
        fits &= Q(country=choices.country)
    if choices.region:
        fits &= Q(region=choices.region)
    if choices.how:
        fits &= Q(modality__in=(choices.how, Listing.Modality.BOTH))
    if choices.language:
        fits &= Q(languages__contains=f" {choices.language} ")
    return fits
