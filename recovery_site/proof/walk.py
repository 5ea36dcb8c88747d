"""One walk through a journal after somebody changed the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

from django.urls import reverse

from journal.domain import recovering
from journal.domain.errors import WrongSecretError
from journal.urls import urlpatterns
from recovery_site.proof.person import Person
from recovery_site.proof.world import World

LATE = "Sent when it had locked."
NOT_AS_IT_WAS = ("A version is missing", "This version does not open")
AS_LEFT, NOT_AS_LEFT = "All is as you left it", "Something is not as you left it"


@dataclass
class Seen:
    """What was seen on a walk.

    Args:
        works: What went as it should.
        kept: Words that were not saved and are there, inside or still on the page.
        named: The journal said by itself that something is not as it was left.
        broken: Addresses that answered with a failure of the site.
        false: Addresses that showed an entry with other words than Alice's.
    """

    works: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    named: bool = False
    broken: set[str] = field(default_factory=set)
    false: set[str] = field(default_factory=set)


def walk(world: World, *, everywhere: bool = True, again: bool = True) -> Seen:
    """Go through the pages with the journal open, and then lock and open it again.

    Args:
        world: Where.
        everywhere: Every address of the journal; otherwise those that show words.
        again: Lock it and open it again.
    """
    seen, alice = Seen(), world.alice.as_she_sits_there()
    _read(world, alice, seen, "while open", everywhere=everywhere)
    if again:
        _lock_and_open(world, alice, seen)
    if _code_opens(world):
        seen.works.add("the code opens it")
    if seen.named:
        _accept(alice, seen)
    return seen


def _lock_and_open(world: World, alice: Person, seen: Seen) -> None:
    alice.lock()
    _arrive_late(world, alice, seen)
    status = alice.unlock()
    _note(seen, "unlock", status)
    if status == HTTPStatus.FOUND:
        seen.works.add("the passphrase opens it")
    _read(world, alice, seen, "opened again", everywhere=False)
    _come_back(world, alice, seen)


def addresses(entry: str) -> Iterator[str]:
    """Yield every address of the journal, with one entry's where it takes one."""
    pk = entry.split("/")[2]
    for pattern in urlpatterns:
        takes = set(pattern.pattern.converters)
        if pattern.name and takes <= {"pk"}:
            yield reverse(pattern.name, kwargs={"pk": pk} if takes else {})


def _read(
    world: World, alice: Person, seen: Seen, when: str, *, everywhere: bool
) -> None:
    for entry, sentence in world.entries.items():
        status, page = alice.page(entry)
        _note(seen, entry, status)
        if status == HTTPStatus.OK:
            shown = {each for each in world.entries.values() if each in page}
            good = shown == {sentence}
            (seen.works if good else seen.false).add(f"{entry} {when}")
    _read_earlier(world, alice, seen, when)
    for address in addresses(next(iter(world.entries))) if everywhere else ():
        _note(seen, address, alice.page(address)[0])
    status, page = alice.page(reverse("journal-check"))
    _note(seen, "check", status)
    seen.named |= NOT_AS_LEFT in page
    if AS_LEFT in page:
        seen.works.add(f"the list agrees {when}")


def _read_earlier(world: World, alice: Person, seen: Seen, when: str) -> None:
    """Look at the history of the entry that was saved anew, and at what it was."""
    entry, sentence = next(iter(world.entries.items()))
    history, version = f"{entry}history/", f"{entry}history/1/"
    status, page = alice.page(history)
    _note(seen, history, status)
    seen.named |= any(words in page for words in NOT_AS_IT_WAS)
    status, page = alice.page(version)
    _note(seen, version, status)
    if status == HTTPStatus.OK:
        good = sentence in page
        (seen.works if good else seen.false).add(f"{version} {when}")


def _arrive_late(world: World, alice: Person, seen: Seen) -> None:
    """Send a page that was open to a journal that has locked since."""
    form = {**world.form, "text": LATE, "sequence": "2"}
    answer = alice.client.post(reverse("journal-write"), form)
    _note(seen, "late", answer.status_code)
    if LATE in answer.content.decode():
        seen.kept.add(LATE)  # not sealed, and so still on the page
    else:
        seen.works.add("late words are sealed")


def _come_back(world: World, alice: Person, seen: Seen) -> None:
    """Look whether the words that waited, and those that came late, are there now."""
    page = alice.page(reverse("journal-home"))[1]
    seen.kept |= {words for words in (world.waiting, LATE) if words in page}


def _code_opens(world: World) -> bool:
    try:
        recovering.owner_of_code(world.alice.code)
    except (WrongSecretError, ValueError):
        return False
    return True


def _accept(alice: Person, seen: Seen) -> None:
    """Press "I have seen this", and write on."""
    check = reverse("journal-check")
    _note(seen, "accept", alice.send(check).status_code)
    _note(seen, "write", alice.send(reverse("journal-write"), text="On.").status_code)


def _note(seen: Seen, address: str, status: int) -> None:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        seen.broken.add(address)
