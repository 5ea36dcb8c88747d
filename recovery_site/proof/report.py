"""The page of plain words that the proof ends with."""

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from recovery_site.proof.tampering import Change, Outcome
from recovery_site.proof.thief import Trial

WIDTH = 78  # characters
LIMITS = (
    "Whoever controls the running server can read what is open. A passphrase that can "
    "be guessed can be guessed by somebody who has both the database and the server’s "
    "keys; the six words we offer cannot. The recovery code opens the journal by "
    "itself, without the server’s keys: that is what it is for. All rows of one "
    "writer, put back together to an older day, go unnoticed, and so does a sealed "
    "note that is removed before it comes in. What a browser keeps is not looked at "
    "here. journal/THREAT_MODEL.md has the whole list."
)


@dataclass
class Report:
    """What was found so far, and whether all of it held."""

    held: bool = True
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The page."""
        return "\n".join(self.lines)

    def title(self, words: str) -> None:
        """Begin the page."""
        self.lines += [words, "=" * len(words)]

    def heading(self, words: str) -> None:
        """Begin a part."""
        self.lines += ["", words, "-" * len(words)]

    def say(self, words: str) -> None:
        """Add a paragraph."""
        self.lines += textwrap.wrap(words, WIDTH)

    def found(self, words: str, *, good: bool) -> None:
        """Add one finding."""
        self.held = self.held and good
        mark = "  held    " if good else "  FAILED  "
        self.lines += textwrap.wrap(
            words, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark)
        )

    def searches(self, places: dict[str, set[str]]) -> None:
        """Say of each secret whether it lay somewhere."""
        for name, where in places.items():
            told = f"found in {', '.join(sorted(where))}" if where else "nowhere"
            self.found(f"{name}: {told}", good=not where)

    def trials(self, trials: Iterable[Trial], *, must_open: bool) -> None:
        """Say of each try whether it opened the journal."""
        for trial in trials:
            told = "It opened." if trial.opened else "It stayed closed."
            self.found(f"{trial.says} {told}", good=trial.opened == must_open)

    def changes(self, changes: Iterable[tuple[Change, Outcome]]) -> None:
        """Count what came of the changes, table by table, and name what went wrong."""
        counts: dict[str, Counter[Outcome]] = {}
        unseen: set[str] = set()
        for change, outcome in changes:
            counts.setdefault(change.model.__name__, Counter())[outcome] += 1
            if outcome is Outcome.HARMLESS:
                unseen.add(change.name)
            if outcome is Outcome.WRONG:
                self.found(change.name, good=False)
        for table, count in counts.items():
            told = ", ".join(f"{number} {outcome}" for outcome, number in count.items())
            self.found(f"{table}: {told}", good=not count[Outcome.WRONG])
        self.say(f"Unseen, and no word changed by it: {'; '.join(sorted(unseen))}.")

    def verdict(self, *, seconds: float) -> None:
        """End the page."""
        self.heading("What this does not show")
        self.say(LIMITS)
        told = "All of it held." if self.held else "NOT ALL OF IT HELD."
        self.lines += ["", f"{told} It took {seconds:.0f} seconds."]
