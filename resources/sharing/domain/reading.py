"""Opening a link: one query, whatever the reason for which nothing is found."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from resources.sharing.domain.links import live_links
from resources.sharing.domain.lists import open_list
from resources.sharing.domain.matter import Matter
from resources.sharing.domain.ports import SealedError
from resources.sharing.domain.roles import confirmed_name
from resources.sharing.domain.tokens import hash_of
from resources.sharing.models import Link


@dataclass(frozen=True, slots=True)
class SharedList:
    """A list as the holder of a link may read it.

    Args:
        matter: What is on it. Its name is the counselor's alone: never show it.
        from_whom: The confirmed name, or empty.
        open_until: The last day; ``None`` in a preview.
    """

    matter: Matter
    from_whom: str
    open_until: date | None


def opened_by(token: str) -> SharedList | None:
    """Return the list that a token opens today; it writes nothing.

    A token that never was, one that was ended and one that ran out take the same way:
    the database finds no row. Do not look for a row first and ask why it is dead
    afterwards. Nothing compares the token itself; it is found by its hash.
    """
    links = Link.objects.filter(live_links(timezone.localdate()))
    rows = links.select_related("reading_list", "counselor")
    link = rows.filter(token_hash=hash_of(token)).first()
    try:
        matter = open_list(link.reading_list) if link else None
    except SealedError:
        matter = None
    if link is None or matter is None:
        return None
    name = confirmed_name(link.counselor) if matter.shows_name else ""
    return SharedList(matter, name, link.expires_on)
