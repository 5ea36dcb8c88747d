"""The gate: everything that a change must pass, in one command (``make test``).

``python -m tests.gate lint``, ``coverage`` or ``full`` runs one tier of it, or more.

A part that cannot run on this machine is reported at the end in capitals, and is a
failure where ``CI=true``.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.databases import server_binaries

BIN = Path(sys.executable).parent
ROOT = Path(__file__).parent.parent
CORES = 2  # what a machine must have for the gate to take the time that it promises
PRODUCTION = {
    "DATA_DIR": ".test/deploy",
    "BEHIND_HTTPS": "True",
    "SECRET_KEY": "only-for-this-check-" + "z9Q-" * 16,
    "JOURNAL_PEPPERS": "p1:" + "5a" * 32,
    "JOURNAL_INBOX_SECRET": "i1:" + "a5" * 32,
}


@dataclass(frozen=True)
class Part:
    """One command of the gate, what it needs, and its environment."""

    name: str
    command: tuple[str, ...]
    needs: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a tool of this virtual environment."""
    return (str(BIN / name), *arguments)


def manage(*arguments: str) -> tuple[str, ...]:
    """Return a management command."""
    return tool("python", "manage.py", *arguments)


def tests(*arguments: str) -> tuple[str, ...]:
    """Return a run of pytest."""
    return tool("pytest", "-q", *arguments)


def on_both_cores(*arguments: str) -> tuple[str, ...]:
    """Return a run in two processes; the one that is done first helps the other."""
    return tests("-n", str(CORES), "--dist", "worksteal", *arguments)


POSTGRES = (("TEST_DATABASE", "postgres"),)
WHOLE_SITE = tuple(PRODUCTION.items())
SCANNED = ("journal", "recovery_site", "resources", "manage.py")
# The longest first: each keeps one core busy, and the short ones fill up the other.
LINT = (
    Part("Types", tool("mypy")),
    Part("Security lint", tool("bandit", "-q", "-c", "pyproject.toml", "-r", *SCANNED)),
    Part("Style", tool("ruff", "check")),
    Part("Layout", tool("ruff", "format", "--check", "-q")),
    Part("Import contracts", tool("lint-imports", "--no-logo")),
    Part("Templates", tool("djlint", "templates", "--lint", "--quiet")),
    Part("Migrations", manage("makemigrations", "--check"), environment=WHOLE_SITE),
    Part(
        "Production settings",
        manage("check", "--deploy", "--fail-level", "WARNING"),
        environment=WHOLE_SITE,
    ),
)
# By folder and not by marker alone: what a run will not do, it need not import.
BROWSER = "tests/browser"
UNSEEN = on_both_cores("--ignore", BROWSER)
TESTS = (
    Part("Tests on SQLite", UNSEEN),
    Part("Tests on PostgreSQL", UNSEEN, needs=("postgres",), environment=POSTGRES),
    Part("Browser on SQLite", on_both_cores(BROWSER), needs=("chromium",)),
    Part(
        "Browser on PostgreSQL",
        on_both_cores("-m", "journey", BROWSER),
        needs=("chromium", "postgres"),
        environment=POSTGRES,
    ),
)
# The packages' own tests alone: what only a page's test happens to reach is not held.
OWN_TESTS = ("tests/journal/crypto", "tests/journal/domain")
COVERAGE = (
    Part("Tests, measured", tool("coverage", "run", "-m", "pytest", "-q", *OWN_TESTS)),
    Part("Branch coverage", tool("coverage", "report")),
)
# What looks at one case of many in the gate, and at all of them in test-full.
EVERY_GUISE = (
    *("tests/browser/test_pages.py", "tests/browser/test_lost_text.py"),
    *("tests/browser/test_killed.py", "tests/browser/test_new_keys.py"),
    *("tests/browser/test_desk.py", "tests/browser/test_rare_pages.py"),
    "tests/journal/domain/test_sendings.py",
    *("tests/journal/test_new_keys_killed.py", "tests/recovery_site/test_prove.py"),
    *("tests/resources/sharing/views/test_reading.py",),
    *("tests/journal/domain/test_long_journals.py",),
    *(
        "tests/journal/views/test_long_journals.py",
        "tests/journal/views/test_orders.py",
    ),
)
FULL = (
    *COVERAGE,
    Part(
        "10,000 examples each",
        on_both_cores(OWN_TESTS[0]),
        environment=(("HYPOTHESIS_PROFILE", "long"),),
    ),
    Part(
        "Everything in every guise",
        tests(*EVERY_GUISE),
        needs=("chromium",),
        environment=(("EVERY_GUISE", "True"),),
    ),
    Part(
        "Alike on PostgreSQL",
        on_both_cores("-m", "alike"),
        needs=("postgres",),
        environment=(*POSTGRES, ("EVERY_GUISE", "True")),
    ),
)
TIERS = {
    "": LINT + TESTS,
    "lint": LINT,
    "coverage": COVERAGE,
    "full": LINT + TESTS + FULL,
}


def chromium() -> str | None:
    """Return a Chromium, installing one if that is possible here."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = os.environ.get("CHROMIUM") or shutil.which(name)
        if found:
            return found
    install = (str(BIN / "playwright"), "install", "chromium")
    if subprocess.run(install, check=False, capture_output=True).returncode == 0:
        return "playwright"
    return None


AVAILABLE: dict[str, Callable[[], object]] = {
    "chromium": chromium,
    "postgres": server_binaries,
}


def run(part: Part) -> str:
    """Run one part and return ``passed``, ``FAILED`` or ``NOT RUN``."""
    missing = [need for need in part.needs if not AVAILABLE[need]()]
    if missing:
        return f"NOT RUN: no {' or '.join(missing)} on this machine"
    started = time.monotonic()
    if part in LINT:
        code = run_beside_others(part)
    else:
        print(f"\n── {part.name}", flush=True)
        done = subprocess.run(part.command, check=False, **settings_of(part))
        code = done.returncode
    outcome = "passed" if code == 0 else "FAILED"
    return f"{outcome} ({time.monotonic() - started:.0f} s)"


def run_beside_others(part: Part) -> int:
    """Run a part that speaks at its end, so that it interrupts no other."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run(part.command, check=False, **settings_of(part), **pipes)
    print(f"\n── {part.name}\n{done.stdout}", end="", flush=True)
    return done.returncode


def settings_of(part: Part) -> dict[str, Any]:
    """Return where a part runs, and what it finds set.

    Each run and each server that a test starts reads the same few hundred modules: they
    are compiled once, even where the environment asks for no compiled files.
    """
    ours = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {"cwd": ROOT, "env": ours | dict(part.environment)}


def main(parts: tuple[Part, ...]) -> int:
    """Run the parts, report each, and return the exit code."""
    lint = tuple(part for part in parts if part in LINT)
    with ThreadPoolExecutor(CORES) as cores:
        done = cores.map(run, lint)
        outcomes = {
            part.name: outcome for part, outcome in zip(lint, done, strict=True)
        }
    outcomes |= {part.name: run(part) for part in parts if part not in LINT}
    print("\n── The gate")
    for name, outcome in outcomes.items():
        print(f"{name:26} {outcome}")
    bad = ("FAILED", "NOT RUN") if os.environ.get("CI") == "true" else ("FAILED",)
    return int(any(outcome.startswith(bad) for outcome in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main(TIERS[" ".join(sys.argv[1:])]))
