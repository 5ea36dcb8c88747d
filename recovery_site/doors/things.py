"""What of a public page is worth keeping, in the words of the page itself."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.domain.kinds import Kind
from journal.domain.things import MAX_TITLE, Thing, fitted_facts
from resources.directory.domain.lines import Way, published_line
from resources.directory.domain.listings import printed_listing, published_listing
from resources.library.domain.articles import published_article


def article_thing(slug: str) -> Thing:
    """Return an article as a thing to keep.

    Raises:
        Http404: It is not published.
    """
    article = published_article(slug, language=get_language() or "en")
    facts = ((_("About"), article.summary),)
    return _thing(Kind.KEPT_PAGE, article.title, reverse("article", args=[slug]), facts)


def listing_thing(pk: UUID) -> Thing:
    """Return a listing, with how to reach whom it names and what they offer.

    Raises:
        Http404: It is hidden or unknown.
    """
    listing = published_listing(pk)
    if listing is None:
        raise Http404
    entry = printed_listing(listing)
    facts = (
        (_("Telephone"), entry.phone),
        (_("E-mail"), listing.email),
        (_("Web site"), listing.site),
        (_("Where"), entry.where),
        (_("How"), listing.get_modality_display()),
        (_("Approach"), listing.specialties),
        (_("Fee"), listing.fees),
        (_("Languages"), entry.languages),
        (_("In their words"), listing.statement),
    )
    return _thing(Kind.KEPT_LISTING, listing.name, reverse("listing", args=[pk]), facts)


def line_thing(key: str) -> Thing:
    """Return a help line, with its numbers and hours.

    Raises:
        Http404: It is hidden or unknown.
    """
    entry = published_line(key, today=timezone.localdate())
    if entry is None:
        raise Http404
    facts = (
        (_("Number"), _words(entry.numbers)),
        (_("Other ways"), _words(entry.others)),
        (_("Hours"), entry.hours),
        (_("Country"), entry.country.name),
        (_("For whom"), entry.line.serves),
        (_("Languages"), entry.languages),
        (_("Cost"), entry.cost),
    )
    address = f"{reverse('help-lines')}#{key}"
    return _thing(Kind.KEPT_LINE, entry.line.name, address, facts)


def _thing(
    kind: Kind,
    title: str,
    address: str,
    facts: Iterable[tuple[str, str | Promise]],
) -> Thing:
    texts = tuple((name, str(value)) for name, value in facts)
    return Thing(kind, title[:MAX_TITLE], address, fitted_facts(texts))


def _words(ways: Iterable[Way]) -> str:
    return ", ".join(way.words for way in ways)
