"""Mutation testing of the key core (``make mutation``), before a release and by hand.

mutmut changes one thing at a time in ``journal/crypto`` and runs the tests that reach
it. A mutant that they do not notice must stand in ``mutation_survivors.toml`` with the
reason why no test can or should notice it; what stands there and does not survive must
go. Constants of modules and functions with decorators are not mutated: mutmut cannot.
"""

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

from tests.gate import ROOT, tool

FOLDER = ROOT / "mutants"
LISTED = Path(__file__).parent / "mutation_survivors.toml"
DEAD = {"killed", "timeout"}
REMOVED, ADDED = "-", "+"  # how the lines of a diff begin


class Survivor(NamedTuple):
    """A mutant that no test notices; numbers of mutmut's own change with the code."""

    where: str
    was: str
    now: str


def changed_lines(diff: str, sign: str) -> str:
    """Return what a diff removes or adds, as one line."""
    _file, _other_file, *lines = diff.splitlines()
    return " ".join(line[1:].strip() for line in lines if line.startswith(sign))


def survivor(mutant: str, path: Path) -> Survivor:
    """Describe a mutant by its function and its change."""
    diff = get_diff_for_mutant(mutant, path=path)
    function, owner = orig_function_and_class_names_from_key(mutant)
    where = ".".join(filter(None, (path.stem, owner, function)))
    return Survivor(where, changed_lines(diff, REMOVED), changed_lines(diff, ADDED))


def results() -> tuple[Counter[str], list[Survivor]]:
    """Return how many mutants fared how, and which ones live."""
    counts: Counter[str] = Counter()
    living = []
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        for mutant, code in data.exit_code_by_key.items():
            counts[status_by_exit_code[code]] += 1
            if status_by_exit_code[code] not in DEAD:
                living.append(survivor(mutant, path))
    return counts, living


def listed() -> list[Survivor]:
    """Return the survivors that have their reason.

    Raises:
        ValueError: One of them has none.
    """
    entries = tomllib.loads(LISTED.read_text())["survivor"]
    if not all(entry["reason"].strip() for entry in entries):
        raise ValueError("Every survivor has a reason.")
    return [Survivor(entry["where"], entry["was"], entry["now"]) for entry in entries]


def compare(living: list[Survivor], known: list[Survivor]) -> int:
    """Print what is not as it is listed, and return the exit code."""
    unlisted = Counter(living) - Counter(known)
    gone = Counter(known) - Counter(living)
    for title, found in (("NOT LISTED", unlisted), ("LISTED, BUT DEAD", gone)):
        for where, was, now in sorted(found.elements()):
            print(f"{title}: {where}\n  - {was}\n  + {now}")
    return int(bool(unlisted or gone))


def main() -> int:
    """Run mutmut from the beginning and compare its survivors with the list."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutation"}
    started = time.monotonic()
    command = tool("mutmut", "run", "--max-children", "2")
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode != 0:
        return done.returncode
    counts, living = results()
    figures = ", ".join(f"{count} {status}" for status, count in counts.most_common())
    minutes = (time.monotonic() - started) / 60
    print(f"\n{counts.total()} mutants in {minutes:.0f} min: {figures}.")
    return compare(living, listed())


if __name__ == "__main__":
    sys.exit(main())
