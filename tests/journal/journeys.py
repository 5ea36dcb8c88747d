"""What a person does over some weeks, as a table: each step, and the words it leaves.

``test_promises`` takes every step and then looks for every word wherever something
could lie. Whatever can be typed, chosen or looked for on a new page is a step here.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from journal.domain import kept
from journal.domain.kinds import Kind
from journal.domain.things import Thing

OSPREY = Thing(
    Kind.KEPT_LISTING,
    "Osprey House",
    "/therapists/osprey/",
    (("Telephone", "+1 503-555-0177"),),
)
# Of ``test_promises``: a client that notes whatever it is sent besides the pages.
Walker = Any


@dataclass(frozen=True)
class Step:
    """One thing that a person does.

    Args:
        take: Does it, in an open journal.
        words: What nobody may find anywhere afterwards; seven letters or more, or with
            a sign that base64 has not, since files are long and chance finds the rest.
    """

    take: Callable[[Walker], None]
    words: tuple[str, ...]


def seal_of(page):
    text = page.content.decode()
    names = ("ticket", "origin")
    return {n: re.search(rf'name="{n}" value="([^"]*)"', text)[1] for n in names}


def saved(walker, name="journal-write", **words):
    """Save a page and return its address."""
    sent = {**words, **seal_of(walker.get(reverse(name)))}
    return walker.post(reverse(name), sent, 302)["Location"]


def changed(walker, address, **words):
    sent = {**words, **seal_of(walker.get(f"{address}edit/"))}
    walker.post(f"{address}edit/", sent, 302)


def checked_in(walker):
    saved(
        walker,
        "journal-check-in",
        mood="1",
        feelings=["irritated"],
        own_feelings="like a wasp in a jar",
        sleep="hardly",
        body="hurting",
        tags="feldspar, two words",
    )


def backdated(walker):
    address = saved(
        walker, title="The ferry", text="Gorse on the cliff.", day="1979-10-11"
    )
    assert "11 October 1979" in walker.get(address).content.decode()


def edited_and_restored(walker):
    address = saved(walker, title="Mullion", text="Plum jam, first pot.")
    changed(walker, address, title="Mullion", text="Plum jam, second pot.")
    page = walker.get(f"{address}history/1/").content.decode()
    assert "first" in page
    walker.post(f"{address}history/1/restore/", {"base": "2"}, 302)
    assert "Plum jam, first pot." in walker.get(address).content.decode()


def trashed_and_put_back(walker):
    address = saved(walker, title="Thimble", text="A bobbin under the chair.")
    walker.post(f"{address}trash/", {}, 302)
    assert "Thimble" in walker.get(reverse("journal-trash")).content.decode()
    walker.post(f"{address}put-back/", {}, 302)
    away = saved(walker, title="Pelican brief", text="Thrown away for good.")
    walker.post(f"{away}trash/", {}, 302)
    walker.post(f"{away}erase/", {"confirm": "on"}, 302)


def searched(walker):
    for words in ('"bobbin under"', "thrush zither"):
        found = walker.post(reverse("journal-search"), {"words": words}, 303)
        page = walker.get(found["Location"]).content.decode()
        assert ("Thimble" in page) == ("bobbin" in words)


def set_up(walker):
    walker.post(reverse("journal-settings"), {"time_zone": "Pacific/Chatham"}, 302)


def began_from_a_prompt(walker):
    saved(
        walker,
        text="It had a blue door.",
        prompt_text="Which door would you paint?",
        prompt_source="Doors and windowsills",
        prompt_depth="steady",
    )


def kept_a_listing(walker):
    session = walker.client.session
    kept.bring(session, OSPREY)  # as a door does
    session.save()
    page = walker.get(reverse("journal-keep-new"))
    told = re.search(r'name="thing_kept" value="([^"]*)"', page.content.decode())[1]
    sent = {
        "keep": "yes",
        "thing_kept": html.unescape(told),
        "text": "Ring on a Monday",
    }
    address = reverse("journal-keep-new")
    kept_at = walker.post(address, {**sent, **seal_of(page)}, 302)["Location"]
    assert OSPREY.title in walker.get(kept_at).content.decode()
    assert OSPREY.title in walker.get(reverse("journal-kept")).content.decode()


def wrote_a_plan(walker):
    parts = {"part_1": "My elbows go numb.", "part_3": "Bench by the sluice"}
    saved(walker, "journal-plan-edit", is_plan="yes", **parts)
    assert "sluice" in walker.get(reverse("journal-plan")).content.decode()


def left_a_draft(walker):
    seal = seal_of(walker.get(reverse("journal-write")))
    words = {"title": "Half a title", "text": "Quince, not yet", "sequence": "1"}
    walker.post(reverse("journal-keep"), {**words, **seal}, 204)


STEPS = {
    "a check-in alone": Step(
        checked_in,
        ("very hard", "irritated", "wasp in a jar", '"hardly"', "hurting", "feldspar"),
    ),
    "an entry of long ago": Step(
        backdated,
        ("The ferry", "Gorse on", "1979-10-11", "October 1979", "1979-10"),
    ),
    "an edit, and the old version again": Step(
        edited_and_restored, ("Mullion", "Plum jam", "second pot")
    ),
    "the trash and back": Step(
        trashed_and_put_back,
        ("Thimble", "A bobbin", "Pelican brief", "Thrown away"),
    ),
    "a search": Step(searched, ("bobbin under", "thrush zither")),
    "the settings": Step(set_up, ("Pacific/Chatham", "Chatham")),
    "an article's prompt": Step(
        began_from_a_prompt, ("blue door", "would you paint", "windowsills")
    ),
    "something kept": Step(
        kept_a_listing,
        ("Osprey House", "/therapists/osprey", "555-0177", "Ring on a Monday"),
    ),
    "a plan": Step(wrote_a_plan, ("elbows go numb", "by the sluice")),
    "a draft": Step(left_a_draft, ("Half a title", "Quince, not yet")),
}
