"""The import contracts hold, and each of them catches what it forbids."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINTER = Path(sys.executable).parent / "lint-imports"
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in CONFIGURATION["importlinter"]["contracts"]
}
# A contract, a file, and a line in it that the contract must not let pass.
PLANTS = (
    ("journal-layers", "journal/domain/kinds.py", "import journal.views"),
    ("journal-layers", "journal/helpers.py", ""),
    ("crypto-pure", "journal/crypto/padding.py", "import django.conf"),
    ("cryptography", "journal/domain/kinds.py", "import cryptography"),
    ("keys", "journal/views/reading.py", "import journal.crypto.keys"),
    ("strangers", "resources/library/views.py", "import journal.domain.entries"),
    ("never-back", "journal/apps.py", "import recovery_site.context"),
    ("resources", "resources/library/apps.py", "import resources.directory.countries"),
    (
        "resources-layers",
        "resources/library/models/topic.py",
        "import resources.library.domain.topics",
    ),
)


@pytest.fixture
def house(tmp_path):
    """Return a copy of the packages, with the project's configuration."""
    for package in CONFIGURATION["importlinter"]["root_packages"]:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("*.pyc")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken(directory: Path) -> tuple[int, set[str]]:
    """Return the linter's exit code and the names of the contracts it calls broken."""
    done = subprocess.run(
        [LINTER, "--no-cache", "--no-logo"],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    told = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, re.MULTILINE))
    assert set(told) == set(CONTRACTS.values()), done.stdout + done.stderr
    return done.returncode, {name for name in told if told[name] == "BROKEN"}


def test_contracts_are_kept(house):
    assert broken(house) == (0, set())


@pytest.mark.parametrize(("contract", "path", "line"), PLANTS)
def test_planted_import_breaks_its_contract_alone(house, contract, path, line):
    with (house / path).open("a") as file:
        file.write(f"\n{line}\n")

    code, names = broken(house)

    assert code != 0
    assert names == {CONTRACTS[contract]}


def test_every_contract_has_a_planted_violation():
    assert {contract for contract, _path, _line in PLANTS} == set(CONTRACTS)
