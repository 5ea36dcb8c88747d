"""The server's peppers: which the stored slots name, and moving to a new one."""

from journal.domain import slots
from journal.domain.secrets import current_pepper
from journal.domain.streams import streamed
from journal.models import Slot


def pepper_ids_in_use() -> set[str]:
    """Return the ids of all peppers that a stored slot needs."""
    used = Slot.objects.exclude(pepper_id="").values_list("pepper_id", flat=True)
    return set(used.distinct())


def rotate() -> int:
    """Move every passphrase slot to the current pepper; return how many moved.

    Needs nobody's passphrase: only the outer layer is opened and sealed again. Stopped
    halfway, it goes on where it was; both peppers must be there until it has ended.

    Raises:
        WrongSecretError: A pepper is missing, or a row was changed.
    """
    moved = 0
    behind = Slot.objects.filter(kind=Slot.Kind.PASSPHRASE).exclude(
        pepper_id=current_pepper().id
    )
    with streamed(behind, at_once=500) as rows:
        for row in rows:
            slots.change_pepper(row)
            moved += 1
    return moved
