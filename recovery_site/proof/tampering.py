"""Changes each row of each table in turn: a byte, a swap, a removal, an older state."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models

from journal.models import Note, Record, Slot, Unlock, Vault
from recovery_site.accounts.models import User
from recovery_site.proof.person import Person
from recovery_site.proof.walk import Seen, walk
from recovery_site.proof.world import World, undone

Row = dict[str, Any]
Rows = dict[type[models.Model], list[Row]]
# A change of these may pass unseen: a note that is removed before it came in is said to
# go unnoticed, and an open journal's row has a limit that only the server keeps.
LOOSE = (Note, Unlock)
# Two entries, an earlier version and the list, read twice; passphrase, code, and late
# words sealed.
ALL_WORKS, ALL_KEPT = 2 * 4 + 3, 2


class Outcome(StrEnum):
    """What came of one change."""

    NAMED = "named"
    REFUSED = "refused"
    HARMLESS = "changes nothing that is read"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Change:
    """One change of one row, and what is written in its place.

    Args:
        model: The table.
        what: The column, or ``swapped``, ``removed``, ``put back``.
        remove: Primary keys of rows that go.
        put: Rows that come.
        must_hold: A change of these bytes may never pass unseen.
    """

    model: type[models.Model]
    what: str
    remove: tuple[Any, ...]
    put: tuple[Row, ...]
    must_hold: bool

    @property
    def name(self) -> str:
        """The table and the change."""
        return f"{self.model.__name__}: {self.what}"


def usual_walks(world: World) -> dict[bool, Seen]:
    """Return what is seen with nothing changed, with and without opening again."""
    walks = {}
    for again in (True, False):
        with undone():
            walks[again] = walk(world, again=again)
    return walks


def tamper(
    world: World, older: Rows, usual: dict[bool, Seen], *, is_thorough: bool = False
) -> Iterator[tuple[Change, Outcome]]:
    """Make every change, walk through the journal each time, and take it back.

    Args:
        world: Where.
        older: Alice's rows at an earlier hour, to be put back one by one.
        usual: What is seen with nothing changed.
        is_thorough: Ask every address, and open again, once for each column and not
            only once for each table. It takes about twice as long.
    """
    visited: set[str] = set()
    for change in changes(world, older):
        kind = change.name if is_thorough else change.model.__name__
        first = kind not in visited
        visited.add(kind)
        # Opening again takes longest: it is done where these rows take part in it.
        again = first or change.model in (Vault, Slot, Note)
        with undone():
            _make(change)
            seen = walk(world, everywhere=first, again=again)
        yield change, _judge(change, usual[again], seen)


def changes(world: World, older: Rows) -> Iterator[Change]:
    """Yield every change of every row of Alice's."""
    theirs = rows_of(world.carol)
    for model, rows in rows_of(world.alice).items():
        key = _key(model)
        for row in rows:
            yield from _flips(model, row)
            yield Change(model, "removed", (row[key],), (), _must_hold(model))
        for one, two in zip(rows, rows[1:] + theirs.get(model, [])[:1], strict=False):
            yield _swap(model, one, two)
        now = {row[key]: row for row in rows}
        for row in older.get(model, []):
            if row[key] in now and row != now[row[key]]:
                yield Change(model, "put back", (row[key],), (row,), _must_hold(model))
        if model is Record:
            copy = {**rows[0], key: uuid4()}
            yield Change(model, "copied", (), (copy,), must_hold=True)


def rows_of(person: Person) -> Rows:
    """Return every row that belongs to somebody or to her journal, by table."""
    user = User.objects.get(username=person.name)
    hers = {user.pk, *user.vaults.values_list("pk", flat=True)}
    found = {}
    for app in ("journal", "accounts"):
        for model in apps.get_app_config(app).get_models():
            rows = [_plain(row) for row in model._default_manager.values()]  # noqa: SLF001 -- Django's documented API
            found[model] = [
                row
                for row in rows
                if any(isinstance(v, UUID) and v in hers for v in row.values())
            ]
    return found


def _flips(model: type[models.Model], row: Row) -> Iterator[Change]:
    key = _key(model)
    for name, value in row.items():
        flipped = _flipped(value)
        if flipped is not None:
            yield Change(
                model,
                name,
                (row[key],),
                ({**row, name: flipped},),
                model is Record or (_must_hold(model) and isinstance(value, bytes)),
            )


def _flipped(value: Any) -> Any:
    """Return a value that differs by one bit, one letter or one step; or ``None``."""
    changed: Any = None
    match value:
        case bytes() if value:
            at = len(value) // 2
            changed = value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        case UUID():
            changed = UUID(int=value.int ^ 1)
        case bool():
            changed = not value
        case int():
            changed = value + 1
        case str() if value:
            at = len(value) // 2
            letter = "a" if value[at] != "a" else "b"
            changed = value[:at] + letter + value[at + 1 :]
        case dt.date():
            changed = value + dt.timedelta(days=1)
    return changed


def _swap(model: type[models.Model], one: Row, two: Row) -> Change:
    """Let two rows change places: all but their primary keys."""
    key = _key(model)
    return Change(
        model,
        "swapped",
        (one[key], two[key]),
        ({**two, key: one[key]}, {**one, key: two[key]}),
        _must_hold(model),
    )


def _make(change: Change) -> None:
    # Raw: no cascade and no check of ours may tidy up after the thief.
    manager = change.model._base_manager  # noqa: SLF001 -- Django's documented API
    rows = manager.filter(**{f"{_key(change.model)}__in": change.remove})
    rows._raw_delete(rows.db)  # noqa: SLF001 -- as above
    for row in change.put:
        manager.bulk_create([change.model(**row)])


def _judge(change: Change, usual: Seen, seen: Seen) -> Outcome:
    lost = usual.works - seen.works
    if seen.broken or seen.false:
        return Outcome.WRONG
    if seen.named:
        return Outcome.NAMED
    if usual.kept - seen.kept and not lost and change.model is not Note:
        return Outcome.WRONG  # words gone without a sound
    if lost or usual.kept - seen.kept:
        return Outcome.REFUSED
    return Outcome.WRONG if change.must_hold else Outcome.HARMLESS


def is_whole(usual: Seen) -> bool:
    """Tell whether everything works that a change could break."""
    whole = (len(usual.works), len(usual.kept)) == (ALL_WORKS, ALL_KEPT)
    return whole and not (usual.named or usual.broken or usual.false)


def _must_hold(model: type[models.Model]) -> bool:
    return model._meta.app_label == "journal" and model not in LOOSE  # noqa: SLF001 -- Django's documented API


def _plain(row: Row) -> Row:
    return {
        name: bytes(value) if isinstance(value, memoryview) else value
        for name, value in row.items()
    }


def _key(model: type[models.Model]) -> str:
    # Of a record, the id: its key has the generation besides.
    return str(model._meta.pk_fields[0].attname)  # noqa: SLF001 -- Django's documented API
