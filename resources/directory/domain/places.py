"""Reading the places to look, by country."""

from dataclasses import dataclass

from resources.directory.countries import Country, countries
from resources.directory.models import Place


@dataclass(frozen=True, kw_only=True)
class PlacesOfCountry:
    """A country and the places to look that serve it."""

    country: Country
    places: tuple[Place, ...]


def places_by_country(*, first: str) -> list[PlacesOfCountry]:
    """Return the countries that have places, by name, the operator's own first.

    Args:
        first: The operator's country code, or an empty string.
    """
    places = list(Place.objects.filter(is_published=True))
    found = [
        PlacesOfCountry(
            country=country,
            places=tuple(place for place in places if code in place.countries),
        )
        for code, country in countries().items()
    ]
    return sorted(
        (one for one in found if one.places),
        key=lambda one: (one.country.code != first.upper(), str(one.country.name)),
    )
