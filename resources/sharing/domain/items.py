"""Items as they are today: titles and times come from where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from resources.directory.countries import countries
from resources.directory.domain.places import places_by_country
from resources.library.domain.articles import published_articles
from resources.library.models import Article
from resources.sharing.domain.exercises import EXERCISES
from resources.sharing.domain.matter import Item, Kind

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """One line of a list.

    Args:
        item: What it refers to.
        title: Today's title.
        about: One line with what it is.
        holds: The article's content note, or empty.
        minutes: How long it takes; 0 where that has no meaning.
        anchor: The part of the page that it leads to, or empty.
    """

    item: Item
    title: str | Promise
    about: str | Promise
    holds: str = ""
    minutes: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """All that can be put on a list, as pairs of key and title."""

    articles: Pairs
    exercises: Pairs
    lines: Pairs
    places: Pairs


def shown_items(items: Iterable[Item], *, language: str) -> list[ShownItem]:
    """Return what readers can open today, in the order of the list.

    An article that was retired, or is not there in this language, is left out.
    """
    wanted = tuple(items)
    known = _known(wanted, language=language)
    return [known[item] for item in wanted if item in known]


def offer(language: str) -> Offer:
    """Return all that a list in one language can hold."""
    articles = published_articles(language).only("slug", "title")
    exercises = [(key, str(each.title)) for key, each in EXERCISES.items()]
    lines = [(code, str(each.name)) for code, each in countries().items()]
    return Offer(
        articles=[(each.slug, each.title) for each in articles],
        exercises=exercises,
        lines=sorted(lines, key=lambda pair: pair[1]),
        places=[
            (one.country.code, str(one.country.name))
            for one in places_by_country(first="")
        ],
    )


def _known(items: tuple[Item, ...], *, language: str) -> dict[Item, ShownItem]:
    shown = [
        *_articles(_keys(items, Kind.ARTICLE), language=language),
        *_exercises(_keys(items, Kind.EXERCISE)),
        *_lines(_keys(items, Kind.LINES)),
        *_places(_keys(items, Kind.PLACES)),
    ]
    return {each.item: each for each in shown}


def _keys(items: Iterable[Item], kind: Kind) -> list[str]:
    return [item.key for item in items if item.kind == kind]


def _articles(slugs: list[str], *, language: str) -> list[ShownItem]:
    rows = published_articles(language).filter(slug__in=slugs)
    return [_article(row) for row in rows.defer("body", "rendered")] if slugs else []


def _article(row: Article) -> ShownItem:
    return ShownItem(
        item=Item(Kind.ARTICLE, row.slug),
        title=row.title,
        about=row.summary,
        holds=row.content_note,
        minutes=row.minutes,
    )


def _exercises(keys: list[str]) -> list[ShownItem]:
    return [
        ShownItem(
            item=Item(Kind.EXERCISE, each.key),
            title=each.title,
            about=_("An exercise. %(about)s") % {"about": each.about},
            minutes=each.minutes,
            anchor=each.key,
        )
        for each in (EXERCISES[key] for key in keys if key in EXERCISES)
    ]


def _lines(codes: list[str]) -> list[ShownItem]:
    return [
        ShownItem(
            item=Item(Kind.LINES, each.code),
            title=_("Help lines: %(country)s") % {"country": each.name},
            about=_("Numbers, texts and chats, with their hours."),
            anchor=each.anchor,
        )
        for each in (countries()[code] for code in codes if code in countries())
    ]


def _places(codes: list[str]) -> list[ShownItem]:
    found = places_by_country(first="") if codes else []
    return [
        ShownItem(
            item=Item(Kind.PLACES, each.country.code),
            title=_("Places to look: %(country)s") % {"country": each.country.name},
            about=_("Where to find somebody to talk to, and what to ask."),
            anchor=each.country.anchor,
        )
        for each in found
        if each.country.code in codes
    ]
