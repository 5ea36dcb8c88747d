"""The little world that the proof is made in: two writers, and a note that waits."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import reverse

from journal.models import Vault
from recovery_site.accounts.models import User
from recovery_site.proof.person import Person, hidden


@dataclass(frozen=True)
class World:
    """Who is in it, and what was written.

    Args:
        alice: Her journal is open in her browser, and is the one under attack.
        carol: Another writer, with a journal of her own, open too.
        entries: The addresses of Alice's entries, with a sentence of each.
        waiting: A sentence that was typed and not saved, and waits sealed.
        form: The hidden fields of a page that she has open to write on.
        marker: The word that stands in each of Alice's sentences, and nowhere else.
        title: The title of her first entry.
    """

    alice: Person
    carol: Person
    entries: dict[str, str]
    waiting: str
    form: dict[str, str]
    marker: str
    title: str

    @property
    def user(self) -> User:
        """Alice's account."""
        return User.objects.get(username=self.alice.name)

    @property
    def vault(self) -> Vault:
        """Alice's journal."""
        return Vault.objects.get(owner=self.user, is_current=True)

    @property
    def secrets(self) -> dict[str, str]:
        """What must lie nowhere, with its name."""
        return {
            "the sentence": next(iter(self.entries.values())),
            "its title": self.title,
            "the words that wait": self.waiting,
            "the passphrase": self.alice.passphrase,
            "the recovery code": self.alice.code,
            "the code without dashes": self.alice.code.replace("-", ""),
            "the browser’s half of the key": self.alice.open_cookie,
        }


def peopled() -> World:
    """Let two people sign up and write, through the pages that everybody uses."""
    marker = f"heron{uuid.uuid4().hex[:12]}"
    title = f"Stairs {uuid.uuid4().hex[:12]}"
    alice, carol = Person("alice"), Person("carol")
    for person in (alice, carol):
        person.sign_up()
        person.begin()
    carol.write("Another journal", "Words of somebody else.")
    first, second = f"I took the stairs, {marker}.", f"Then I slept, {marker}."
    entries = {alice.write(title, first): first, alice.write("Later", second): second}
    waiting = f"Typed and not saved, {marker}."
    write, keep = reverse("journal-write"), reverse("journal-keep")
    alice.send(write, to=keep, text=waiting, sequence="1")
    form = hidden(alice.page(write)[1])
    return World(alice, carol, entries, waiting, form, marker, title)


def revise(world: World) -> None:
    """Let Alice save one entry anew, so that there is an older state to put back."""
    entry, sentence = next(iter(world.entries.items()))
    world.alice.send(f"{entry}edit/", title=world.title, text=f"{sentence} More.")


@contextmanager
def undone() -> Iterator[None]:
    """Take back, at the end, whatever happens to the database inside."""
    with transaction.atomic():
        cache.clear()
        yield
        transaction.set_rollback(True)


def copies(folder: Path) -> dict[str, bytes]:
    """Copy the database's files and the server's secrets, as a thief would."""
    folder.mkdir(parents=True, exist_ok=True)
    database = Path(connection.settings_dict["NAME"])
    files = [*database.parent.glob(f"{database.name}*"), *_secrets_file()]
    for file in files:
        copy2(file, folder)
    secrets = repr((settings.SECRET_KEY, server_keys())).encode()
    return {
        **{file.name: (folder / file.name).read_bytes() for file in files},
        "the server’s secrets": secrets,
    }


def server_keys() -> list[bytes]:
    """Return every secret key that the server has."""
    return [*settings.JOURNAL_PEPPERS.values(), settings.JOURNAL_INBOX_SECRET]


def _secrets_file() -> list[Path]:
    file = Path(settings.DATA_DIR) / "secrets.env"
    return [file] if file.exists() else []
