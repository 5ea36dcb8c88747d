"""The proof, step by step: write, search, try to open, change, and tell."""

from pathlib import Path

from django.conf import settings

from recovery_site.accounts.models import User
from recovery_site.proof import tampering, thief
from recovery_site.proof.report import Report
from recovery_site.proof.search import places_with, spellings
from recovery_site.proof.world import World, copies, peopled, revise

CONTROL = "control:heron/marker?7 & <oak>"


def make(report: Report, *, is_thorough: bool = False) -> None:
    """Make the proof, and put what was found into the report."""
    report.title("What was tried against a journal, and what came of it")
    world = peopled()
    report.say(
        "Alice signed up, began a journal, wrote two entries and left a third unsaved. "
        "Carol has a journal too. All went through the pages that everybody uses, with "
        "Alice’s journal open all the time."
    )
    _search(report, world)
    _open(report, world)
    _change(report, world, is_thorough=is_thorough)


def _search(report: Report, world: World) -> None:
    report.heading("1. A thief copies the database and the server’s keys, and searches")
    account = User.objects.create_user(CONTROL)
    places = copies(Path(settings.DATA_DIR) / "copy")
    report.say(f"Copied: {', '.join(places)}. First, does the search find anything?")
    found = {name for name in places_with(CONTROL, places) if "sqlite3" in name}
    report.found("A control text was planted, and is found.", good=bool(found))
    seen = [bool(places_with(CONTROL, {"": spelt})) for spelt in spellings(CONTROL)]
    report.found(
        f"It is found in {len(seen)} spellings, such as hexadecimal and base64.",
        good=all(seen),
    )
    account.delete()
    report.say("Then what Alice typed, and what opens it:")
    report.searches(
        {name: places_with(text, places) for name, text in world.secrets.items()}
    )


def _open(report: Report, world: World) -> None:
    report.heading("2. Somebody tries to open it, by every means short of guessing")
    report.say("First, what has to open it:")
    report.trials(thief.right_ways(world), must_open=True)
    report.say("Then what must not:")
    report.trials(thief.trials(world), must_open=False)


def _change(report: Report, world: World, *, is_thorough: bool) -> None:
    report.heading("3. Somebody changes the database, one row at a time")
    older = tampering.rows_of(world.alice)
    revise(world)
    report.say(
        "In each row of Alice’s a byte is changed in every column, one after another. "
        "Rows are swapped, removed, copied, and put back to an older state. After each "
        "change Alice goes through her journal, locks it, sends words to it, and opens "
        "it again. No page may fail, no entry may show other words, and the journal "
        "must refuse what was changed or name it."
    )
    usual = tampering.usual_walks(world)
    good = tampering.is_whole(usual[True])
    report.found("With nothing changed, all of it works.", good=good)
    report.changes(tampering.tamper(world, older, usual, is_thorough=is_thorough))
