"""A furnished house: content, and people at every stage, so that every page shows."""

import uuid
from collections.abc import Callable

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from journal.domain import entries, kept, trash
from journal.domain.matter import Words
from journal.models import Vault
from recovery_site.accounts.models import User
from resources.directory.models import HelpLine, Place
from resources.library.models import Article
from resources.sharing.domain.matter import Item, Kind
from resources.sharing.domain.ready import ready_list
from resources.sharing.models import Link
from tests.browser.furniture import load_what_ships
from tests.browser.journal import opened_by, written
from tests.conftest import PASSWORD
from tests.journal.domain.things import ARTICLE, LINE, LISTING
from tests.resources.directory.factories import a_listing
from tests.resources.sharing.factories import a_counselor, a_link, a_list

PLAN = {
    "part_1": "My jaw sets.\n\nI stop answering.",
    "part_2": "Cold water on my wrists.",
    "part_4": "Dr Okafor, Tuesdays, 503-555-0142.",
    "part_6": "The dog. The garden in May.",
}
COUNTRIES = ("US", "GB", "DE")
Values = dict[str, dict[str, object]]


def furnish() -> Values:
    """Load what ships; return what stands in the addresses of public pages."""
    load_what_ships()
    article = {"slug": "writing-gently"}
    listing = {"pk": a_listing().pk}
    return {
        "article": article,
        "article-reflect": article,
        "article-share": article,
        "article-keep": article,
        "topic": {"slug": "steadying"},
        "listing": listing,
        "listing-keep": listing,
        "line-keep": {"key": "us-rainn"},
    }


def visitor() -> tuple[Client, Values]:
    """Somebody who reads, and has no account; few countries, for they are all alike."""
    values = furnish()
    HelpLine.objects.exclude(country__in=COUNTRIES).delete()
    Place.objects.exclude(countries__regex="|".join(COUNTRIES)).delete()
    _client, own = counselor()
    return Client(), {**values, "shared-list": own["shared-list"]}


def counselor() -> tuple[Client, Values]:
    """Bob shares lists: one of them, with everything that can stand on one."""
    if not Article.objects.exists():
        furnish()
    bob = _account("bob")
    a_counselor(bob)
    matter = ready_list("sleep-and-calm", language="en").matter
    kinds = (Item(Kind.LINES, "GB"), Item(Kind.PLACES, "GB"))
    pk = a_list(bob, items=[*matter.items, *kinds], note=matter.note)
    ended = a_link(bob, pk=pk).link
    Link.objects.filter(pk=ended.pk).update(ended_on=ended.created_on)
    token = a_link(bob, pk=pk).token
    names = ("list", "list-edit", "list-erase", "list-preview")
    return _signed_in(bob), {
        "list-ready": {"slug": "first-days"},
        "list-add": {"slug": "writing-gently"},
        "shared-list": {"token": token},
        **{name: {"pk": pk} for name in names},
    }


def newcomer() -> tuple[Client, Values]:
    """Alice has signed up and not begun a journal."""
    return _signed_in(_account("alice")), {}


def writer() -> tuple[Client, Values]:
    """Alice has her journal open, with a long entry in it."""
    alice = _account("alice")
    client = _signed_in(alice)
    journal = opened_by(alice, client)
    entry = written(journal, title="The lift", text="I took the stairs.\n\n" * 40)
    pk = uuid.UUID(entry.split("/")[2])
    noted = {"mood": "2", "feelings": ["worried"], "tags": "work", "day": "2019-05-03"}
    assert client.post(reverse("journal-check-in"), noted).status_code == 302
    client.post(reverse("journal-moods"), {"show": "yes"})
    words = Words("The lift", "I took the stairs.\n\n" * 40 + "Then the lift.")
    entries.revise_entry(journal, record=pk, base=1, words=words)
    thrown = written(journal, title="Not this", text="A line for the trash.")
    trash.move_to_trash(journal, record=uuid.UUID(thrown.split("/")[2]))
    names = (
        *("entry", "entry-edit", "entry-erase", "entry-stored"),
        *("entry-history", "entry-history-drop"),
    )
    values: Values = {name: {"pk": pk} for name in names}
    return client, values | {"entry-version": {"pk": pk, "revision": 1}}


def planner() -> tuple[Client, Values]:
    """Alice has a plan and a help line in her journal, and an article on its way."""
    alice = _account("alice")
    client = _signed_in(alice)
    journal = opened_by(alice, client)
    words = Words("", "They answered at once.\n\n" * 9, thing=LINE)
    pk = kept.keep(journal, words=words)
    kept.keep(journal, words=Words("", "", thing=LISTING))
    client.post(reverse("journal-plan-edit"), PLAN)
    session = client.session
    kept.bring(session, ARTICLE)
    session.save()
    names = ("entry", "entry-edit", "entry-stored", "entry-history", "entry-erase")
    return client, {name: {"pk": pk} for name in names}


def locked_out() -> tuple[Client, Values]:
    """Alice is signed in, and her journal is locked."""
    client, values = writer()
    client.post(reverse("journal-lock"))
    return client, values


def beginner_again() -> tuple[Client, Values]:
    """Alice lost both keys, began a new journal, and wonders about the old one."""
    client, _values = writer()
    old = Vault.objects.get()
    client.post(reverse("journal-lost"))
    opened_by(User.objects.get(username="alice"), client)
    names = ("journal-closed-one", "journal-closed-erase")
    return client, {name: {"pk": old.pk} for name in names}


def keeper() -> tuple[Client, Values]:
    """Dana signs in with two factors, and has just done so."""
    dana = _account("dana")
    client = _signed_in(dana)
    TOTP.activate(dana, generate_totp_secret())
    RecoveryCodes.activate(dana)
    return client, {}


def halfway() -> tuple[Client, Values]:
    """Dana has given her password, and is asked for the second factor."""
    keeper()
    client = Client()
    client.post(reverse("account_login"), {"login": "dana", "password": PASSWORD})
    return client, {}


PEOPLE: dict[str, Callable[[], tuple[Client, Values]]] = {
    "visitor": visitor,
    "newcomer": newcomer,
    "writer": writer,
    "planner": planner,
    "locked out": locked_out,
    "beginner again": beginner_again,
    "keeper": keeper,
    "counselor": counselor,
    "halfway": halfway,
}


def _account(name: str) -> User:
    return User.objects.create_user(name, password=PASSWORD)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    # Pages that change how one signs in ask for the password again.
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client
