"""Who can learn what: the rows of /safety/what-we-can-see/, shared with the documents.

Each sentence is a promise or a limit. Whoever changes the code so that one of them is
no longer true changes the sentence in the same commit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Onlooker:
    """Somebody who might look, with what is open and what is closed to them."""

    key: str
    name: StrOrPromise
    can: tuple[StrOrPromise, ...]
    cannot: tuple[StrOrPromise, ...]


ONLOOKERS = (
    Onlooker(
        key="database-thief",
        name=_("Somebody who steals a copy of the database"),
        can=(
            _("See the names that people sign in with, and the month they came."),
            _("Try guesses at the password that signs you in."),
            _("See how many sealed pages a journal has, and about how big they are."),
            _("Guess rough dates, by comparing two copies."),
        ),
        cannot=(
            _("Read titles, words, moods, tags, dates or word counts."),
            _("Try guesses at your passphrase."),
            _("Use a copy of anybody’s sign-in."),
        ),
    ),
    Onlooker(
        key="backup-thief",
        name=_("Somebody who finds an old backup"),
        can=(
            _("See the same as above, as it was on that day."),
            _("Hold sealed pages that you have erased since then."),
        ),
        cannot=(_("Open them without the passphrase or code of that time."),),
    ),
    Onlooker(
        key="secrets-thief",
        name=_("Somebody who steals the database and the server’s keys"),
        can=(
            _("Try guesses at your passphrase, one after another."),
            _("Make the codes of a sign-in app, if you use one."),
        ),
        cannot=(
            _("Guess six words that were drawn for you. We offer them at the start."),
            _("Guess a recovery code."),
        ),
    ),
    Onlooker(
        key="operator",
        name=_("The people who run this site"),
        can=(
            _("See that an account exists, and that it has a journal."),
            _("Read what is open at that moment, if they change the running server."),
        ),
        cannot=(
            _("Open a journal with the tools that the site gives them."),
            _("See later what you read here. It is not noted anywhere."),
        ),
    ),
    Onlooker(
        key="beside-the-screen",
        name=_("Somebody beside you"),
        can=(_("Read what is on the screen."),),
        cannot=(
            _("Read it after you press “Leave now”."),
            _("Open your journal again without the passphrase."),
        ),
    ),
    Onlooker(
        key="later-on-the-device",
        name=_("Somebody who gets your device later"),
        can=(
            _("See in the browser’s history that this site was open."),
            _("See everything, if watching software is on the device."),
            _("Open your journal, if the browser has saved the passphrase."),
        ),
        cannot=(
            _("Bring your pages back with the Back button, once you have left."),
            _("Open a locked journal."),
        ),
    ),
    Onlooker(
        key="network",
        name=_("Whoever runs the Wi‑Fi or the internet line"),
        can=(_("See that a device went to this site, when, and for how long."),),
        cannot=(
            _("See which pages you opened or what you wrote, where it says https."),
        ),
    ),
    Onlooker(
        key="account-thief",
        name=_("Somebody who knows your password"),
        can=(
            _("Sign in, and see that there is a journal."),
            _("Change the password."),
        ),
        cannot=(_("Open the journal. It asks for its own passphrase."),),
    ),
    Onlooker(
        key="row-writer",
        name=_("Somebody who can change the database"),
        can=(
            _("Sign in as you, by changing the password."),
            _("Damage or remove sealed pages."),
            _("Put a whole journal back to an older day, without being noticed."),
        ),
        cannot=(
            _("Read or rewrite a page."),
            _("Remove a single page without your journal telling you."),
        ),
    ),
    Onlooker(
        key="court",
        name=_("A court"),
        can=(
            _("Order the people who run this site to hand over what is stored."),
            _("Order you to hand over your journal, as with a paper diary."),
        ),
        cannot=(_("Get your passphrase from us. We do not have it."),),
    ),
)
