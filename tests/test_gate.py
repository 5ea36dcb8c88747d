"""The gate's own measures: what the scanner finds, and what the lists excuse."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.gate import BROWSER, LINT, ROOT, SCANNED

FOLDERS = tuple(name for name in SCANNED if (ROOT / name).is_dir())
(SCAN,) = (part.command for part in LINT if part.name == "Security lint")
EXCEPTION = re.compile(r"# nosec\b.*")
# Bandit takes every word up to the next hash sign for the name of a rule; the reason
# stands behind ruff's code, which is about the same thing.
WELL_FORMED = re.compile(r"# nosec (B\d{3} )+# noqa: [A-Z\d, ]+ -- .+")
SURVIVORS = tomllib.loads((ROOT / "tests/mutation_survivors.toml").read_text())[
    "survivor"
]
WEAK = {
    "shell": "import subprocess\n\nsubprocess.run('ls ' + input(), shell=True)\n",
    "digest": "import hashlib\n\nhashlib.md5(b'words')\n",
    "pickle": "import pickle\n\npickle.loads(b'')\n",
    "markup": "from django.utils.safestring import mark_safe\n\nmark_safe(input())\n",
}


@pytest.mark.parametrize("source", WEAK.values(), ids=WEAK)
def test_scan_finds_a_planted_weakness(tmp_path, source):
    (tmp_path / "planted.py").write_text(source)
    options = SCAN[: -len(SCANNED)]

    done = subprocess.run(
        [*options, tmp_path], cwd=ROOT, capture_output=True, check=False
    )

    assert done.returncode == 1


def test_every_exception_from_the_scan_names_its_code_and_a_reason():
    files = [ROOT / "manage.py"]
    files += [path for folder in FOLDERS for path in Path(ROOT, folder).rglob("*.py")]

    found = [each for path in files for each in EXCEPTION.findall(path.read_text())]

    assert found != []
    assert [each for each in found if not WELL_FORMED.fullmatch(each)] == []


@pytest.mark.parametrize("entry", SURVIVORS, ids=lambda entry: entry["where"])
def test_listed_survivor_has_its_reason_and_its_line(entry):
    """The rest only a run of mutation testing tells; this much is cheap."""
    source = (ROOT / "journal/crypto" / entry["where"].split(".")[0]).with_suffix(".py")

    assert sorted(entry) == ["now", "reason", "was", "where"]
    assert len(entry["reason"].split()) > 3
    assert entry["was"] in " ".join(source.read_text().split())
    assert entry["was"] != entry["now"]


def test_whatever_goes_back_is_asked_of_a_whole_browser():
    """In the headless shell every page is loaded anew: a leak would not be seen."""
    sources = {
        path.name: path.read_text() for path in ROOT.glob(f"{BROWSER}/test_*.py")
    }
    going = {name for name, source in sources.items() if "go_back" in source}

    assert "test_back_button.py" in going
    assert {name for name in going if "whole_browser" not in sources[name]} == set()
