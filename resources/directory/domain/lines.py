"""Reading help lines as they are printed: by country, each field at its own grade."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from resources.directory import numbers
from resources.directory.countries import Country, countries
from resources.directory.models import Contact, Grade, HelpLine

STALE_AFTER = timedelta(days=180)
NUMBERS = frozenset({Contact.Kind.FULL, Contact.Kind.SHORT, Contact.Kind.VIDEO})


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to reach a line: what to print and what to dial or open."""

    words: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintedLine:
    """A line as the page shows it; what is not sure enough is left empty."""

    line: HelpLine
    hours: str
    languages: str
    cost: str
    numbers: tuple[Way, ...]
    others: tuple[Way, ...]
    is_stale: bool
    country: Country

    @property
    def is_confirmed(self) -> bool:
        """A page of the operator was seen."""
        return self.line.status == HelpLine.Status.CONFIRMED


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A country with its lines, the unconfirmed ones below the others."""

    country: Country
    lines: tuple[PrintedLine, ...]


def lines_by_country(*, first: str, today: date) -> list[Chapter]:
    """Return every country by name, the operator's own before all others.

    A country is never left without a number: those without a line keep their chapter
    for the emergency number.

    Args:
        first: The operator's country code, or an empty string.
        today: The day that decides which lines are stale.
    """
    lines: dict[str, list[PrintedLine]] = {code: [] for code in countries()}
    for line in published_lines():
        lines[line.country].append(printed(line, today=today))
    chapters = [
        Chapter(country=countries()[code], lines=_confirmed_first(found))
        for code, found in lines.items()
    ]
    return sorted(chapters, key=lambda chapter: _rank(chapter.country, first=first))


def published_lines() -> list[HelpLine]:
    """Return the lines that a keeper has not hidden, with their contacts."""
    lines = HelpLine.objects.filter(is_published=True, country__in=countries())
    return list(lines.prefetch_related("contacts"))


def published_line(key: str, *, today: date) -> PrintedLine | None:
    """Return one line as it is printed; none where it is hidden or unknown."""
    lines = HelpLine.objects.filter(is_published=True, country__in=countries())
    line = lines.filter(key=key).first()
    return printed(line, today=today) if line else None


def printed(line: HelpLine, *, today: date) -> PrintedLine:
    """Return a line with every field at its own grade."""
    contacts = [
        contact for contact in line.contacts.all() if contact.grade != Grade.LOW
    ]
    return PrintedLine(
        line=line,
        hours=_at_grade(line.hours, grade=line.hours_grade),
        languages=_at_grade(line.languages, grade=line.languages_grade),
        cost=_at_grade(line.cost, grade=line.cost_grade),
        numbers=tuple(way_of(one) for one in contacts if one.kind in NUMBERS),
        others=tuple(way_of(one) for one in contacts if one.kind not in NUMBERS),
        is_stale=today - line.checked_on > STALE_AFTER,
        country=countries()[line.country],
    )


def way_of(contact: Contact) -> Way:
    """Return what to print for a contact, and its link."""
    shown = contact.shown or contact.value
    host = numbers.host_of(contact.value)
    kinds = Contact.Kind
    match contact.kind:
        case kinds.TEXT:
            return Way(words=_text_words(contact), href=f"sms:{contact.value}")
        case kinds.CHAT:
            words = _("Chat at %(host)s") % {"host": host}
            return Way(words=words, href=contact.value)
        case kinds.WEB:
            return Way(words=host, href=contact.value)
        case kinds.EMAIL:
            return Way(words=contact.value, href=f"mailto:{contact.value}")
        case kinds.APP:
            # No link: it would lead through another company's site.
            return Way(words=f"{contact.keyword}: {shown}")
        case _:
            return Way(words=shown, href=f"tel:{contact.value}")


def last_compared(chapters: Iterable[Chapter]) -> date | None:
    """Return the latest day on which a number was compared."""
    days = [line.line.checked_on for chapter in chapters for line in chapter.lines]
    return max(days, default=None)


def _text_words(contact: Contact) -> str:
    number = contact.shown or contact.value
    if contact.keyword:
        words = _("Text %(keyword)s to %(number)s")
        return words % {"keyword": contact.keyword, "number": number}
    return _("Text %(number)s") % {"number": number}


def _at_grade(text: str, *, grade: str) -> str:
    return text if grade == Grade.HIGH else ""


def _confirmed_first(lines: list[PrintedLine]) -> tuple[PrintedLine, ...]:
    return tuple(sorted(lines, key=lambda line: not line.is_confirmed))


def _rank(country: Country, *, first: str) -> tuple[bool, str]:
    return country.code != first.upper(), str(country.name)
