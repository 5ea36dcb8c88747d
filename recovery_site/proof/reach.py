"""How a thief tries the pages, and whether any of Alice's words come into sight."""

import base64
from http import HTTPStatus

from django.conf import settings
from django.urls import reverse

from recovery_site.proof.person import Person
from recovery_site.proof.world import World


def elsewhere(world: World) -> Person:
    """Return somebody at another browser who signed in as Alice: password known."""
    thief = world.alice.in_another_browser()
    thief.sign_in()
    return thief


def by_passphrase(world: World, thief: Person, words: str | None = None) -> bool:
    """Try to open the journal with some words, by default Alice's own."""
    status = thief.unlock(words)
    # Not whether anything opened: Carol may open a journal of her own.
    return status == HTTPStatus.FOUND and sees(world, thief)


def with_cookie(world: World, thief: Person, cookie: bytes) -> bool:
    """Try a value for the cookie of an open journal."""
    text = base64.urlsafe_b64encode(cookie).decode()
    thief.client.cookies[settings.UNLOCK_COOKIE_NAME] = text
    return sees(world, thief)


def sees(world: World, person: Person) -> bool:
    """Tell whether an entry of Alice's, its form or the list shows her words."""
    entry = next(iter(world.entries))
    pages = (entry, f"{entry}edit/", reverse("journal-home"))
    shown = "".join(person.page(address)[1] for address in pages)
    return world.marker in shown or world.title in shown
