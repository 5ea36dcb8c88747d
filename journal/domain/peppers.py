"""The server's peppers: which there are, and which the stored slots name."""

from journal.models import Slot


def pepper_ids_in_use() -> set[str]:
    """Return the ids of all peppers that a stored slot needs."""
    used = Slot.objects.exclude(pepper_id="").values_list("pepper_id", flat=True)
    return set(used.distinct())
