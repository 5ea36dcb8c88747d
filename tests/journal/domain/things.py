"""Things to keep, as a door would bring them, and a plan."""

from journal.domain.kinds import Kind
from journal.domain.matter import Words
from journal.domain.plan_text import text_of
from journal.domain.things import Thing

ARTICLE = Thing(
    Kind.KEPT_PAGE,
    "No timetable",
    "/library/no-timetable/",
    (("About", "Why recovery keeps no calendar."),),
)
LISTING = Thing(
    Kind.KEPT_LISTING,
    "Harbour Street Practice",
    "/therapists/9f3c0c2e-2b50-4d76-8f29-111111111111/",
    (("Telephone", "+1 503-555-0142"), ("Where", "Portland, Oregon")),
)
LINE = Thing(
    Kind.KEPT_LINE,
    "A Line",
    "/help-lines/#us-line",
    (("Number", "800-656-4673"), ("Hours", "Day and night")),
)
PLAN = text_of(
    ["My jaw sets.", "Cold water.", "", "Dr Okafor, Tuesdays.", "", "The dog."]
)


def note(text: str = "", thing: Thing = ARTICLE) -> Words:
    """Return a note beside a thing."""
    return Words("", text, thing=thing)


def plan_words(text: str = PLAN) -> Words:
    """Return the words of a plan."""
    return Words("", text, is_plan=True)
