"""What one page sends, in every order, by the addresses and forms that the page uses.

``tests/journal/domain/test_sendings.py`` has every selection with every choice of
intakes; here each whole order goes through the views, in one of the ways for a new page
and in another for an edit. ``make test-full`` sends each order in each way.
"""

import copy
import itertools
import os

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from journal.models import Note
from tests.journal.views.pages import (
    entries_of,
    lock_behind_her_back,
    save,
    typed,
    unlock,
)

STATES = {"autosave": "One.", "next autosave": "One. Two.", "beacon": "One. Two. Th"}
SAVED = "One. Two. Three."
ORDERS = list(itertools.permutations([*STATES, "save"]))
EVERY = os.environ.get("EVERY_GUISE") == "True"
pytestmark = pytest.mark.alike  # the domain's test sends them on PostgreSQL


class Page:
    """A page that is open in a browser, with nothing sent yet."""

    def __init__(self, client: Client, address: str, passphrase: str) -> None:
        self.client, self.address, self.passphrase = client, address, passphrase
        self.seal = typed(client, address, title="T")

    def send(self, step: str) -> None:
        """Send a state by itself, or save."""
        if step == "save":
            sent = {**self.seal, "text": SAVED, "sequence": "4"}
            assert self.client.post(self.address, sent).status_code == 302
            return
        number = str(list(STATES).index(step) + 1)
        sent = {**self.seal, "text": STATES[step], "sequence": number}
        assert self.client.post(reverse("journal-keep"), sent).status_code == 204

    def save_at_a_locked_door(self) -> None:
        """Save after it locked, and open again; that takes in what waits."""
        lock_behind_her_back()
        self.send("save")
        unlock(self.client, self.passphrase)

    def take_in(self) -> None:
        """Press the button that brings in what waits."""
        self.client.post(reverse("journal-waiting"))


def run_through(page, order, *, is_locked, has_intakes):
    for step in order:
        if step == "save" and is_locked:
            page.save_at_a_locked_door()
        else:
            page.send(step)
        if has_intakes:
            page.take_in()
    page.take_in()


WAYS = {
    "open": {"is_locked": False, "has_intakes": False},
    "open, taken in between": {"is_locked": False, "has_intakes": True},
    "locked at the save": {"is_locked": True, "has_intakes": True},
}


def orders_of(way, *, is_edit):
    """Return every third order, so that together the ways have each order twice."""
    first = (list(WAYS).index(way) + is_edit) % len(WAYS)
    return ORDERS if EVERY else ORDERS[first :: len(WAYS)]


@pytest.mark.parametrize("is_edit", [False, True], ids=["new", "edit"])
def test_ways_together_have_every_order(is_edit):
    gone = [order for way in WAYS for order in orders_of(way, is_edit=is_edit)]

    assert len(ORDERS) == 24
    assert set(gone) == set(ORDERS)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("is_edit", [False, True], ids=["new", "edit"])
def test_every_order_ends_with_the_saved_words(open_client, passphrase, is_edit, way):
    orders = orders_of(way, is_edit=is_edit)
    address = reverse("journal-write")
    if is_edit:
        address = f"{save(open_client, title='T', text='As it was.')}edit/"

    found = {}
    for order in orders:
        client = Client()
        client.cookies = copy.deepcopy(open_client.cookies)
        with transaction.atomic():
            page = Page(client, address, passphrase)
            run_through(page, order, **WAYS[way])
            found[order] = (entries_of(client), Note.objects.count())
            transaction.set_rollback(True)

    assert len(found) == len(orders) > 0
    wrong = {order: end for order, end in found.items() if end != ([("T", SAVED)], 0)}
    assert wrong == {}
