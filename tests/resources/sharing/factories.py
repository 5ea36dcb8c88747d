"""Plain builders of roles, lists and links; each goes through the domain."""

from resources.sharing.domain import links, lists, roles
from resources.sharing.domain.matter import Item, Kind, Matter
from resources.sharing.models import Counselor, State

NAME = "Bob Harbour"
NOTE = "We talked about the second one."
LIST = "Marker list for Tuesdays"
ITEMS = (
    Item(Kind.EXERCISE, "breath"),
    Item(Kind.LINES, "IE"),
)
SAID = roles.Credentials(name=NAME, profession="Counsellor", proof="No. 4711")


def a_counselor(user, *, state=State.CONFIRMED, reason="") -> Counselor:
    row = roles.ask_for_role(user, said=SAID)
    if state == State.WAITING:
        return row
    if state == State.WITHDRAWN:
        roles.decide(row.pk, state=State.CONFIRMED, reason="")
    return roles.decide(row.pk, state=state, reason=reason)


def a_list(owner, *, items=ITEMS, **changes):
    values = {"name": LIST, "note": NOTE, "shows_name": True, "language": "en"}
    matter = Matter(**{**values, **changes}, items=tuple(items))
    return lists.write_list(owner, matter=matter)


def a_link(owner, *, pk=None, days=30) -> links.MadeLink:
    return links.make_link(owner, pk or a_list(owner), days=days)


def matter_of(owner, pk) -> Matter:
    return lists.list_of(owner, pk).matter
