"""Which rendering of a form sent some words: so a late or repeated one is known."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sending:
    """Which rendering of a form sent some words, and how far it had come.

    Args:
        form: The id of the rendering, from its ticket.
        sequence: Rises with every sending of that form; 0 without scripts.
        is_note: It came through the inbox. A note that was put back by hand must not
            undo a save, so it has to be later than what stands, not just as late.
    """

    form: UUID
    sequence: int = 0
    is_note: bool = False

    def supersedes(self, other: "Sending") -> bool:
        """Tell whether this takes the place of another sending of the same form."""
        if self.is_note:
            return self.sequence > other.sequence
        return self.sequence >= other.sequence

    def precedes(self, other: "Sending") -> bool:
        """Tell whether this is an earlier sending of the same form, come late."""
        return self.sequence < other.sequence
