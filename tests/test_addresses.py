"""No file of the project says where its packages came from, or on whose machine.

An address of a package registry, an index, a proxy or a developer's folder would send
the next machine to a place that it need not trust, and tell about the last one.
"""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


def joined(*parts: str) -> str:
    """Put a pattern together, so that this file does not hold what it refuses."""
    return "".join(parts)


FORBIDDEN = {
    "registry": joined(
        r"\bpypi", r"\.(?:org|python)|files\.python", r"hosted|/simple/?(?=[\s\"']|$)",
        r"|registry\.", r"npm|npm", r"js\.(?:org|com)|yarn", r"pkg\.com",
        r"|proxy\.", r"golang|index\.crates", r"\.io|conda\.", r"anaconda",
    ),
    "index option": joined(
        r"--(?:extra-)?ind", r"ex-url|--find-", r"links|--trusted-", r"host",
        r"|(?:PIP|UV)_(?:EXTRA_)?(?:DEFAULT_)?IND", r"EX|index[-_]u", r"rl\s*=",
    ),
    "local package": joined(r"file:", r"///"),
    "proxy": joined(r"(?:https?|all|no)_", r"proxy\s*=|--", r"proxy\b"),
    "home folder": joined(
        r"(?<![\w.])/(?:ho", r"me|Us", r"ers)/\w+/|(?<![\w.])/ro", r"ot/[\w.]",
        r"|\b[A-Z]:\\+Us", r"ers",
    ),
}  # fmt: skip
# What the patterns must catch, in the order above.
PLANTED = (
    ("registry", joined("https://py", "pi.org/project/django/")),
    ("registry", joined("https://files.python", "hosted.org/packages/a.whl")),
    ("registry", joined("https://mirror.example/", "simple/")),
    ("registry", joined("https://registry.np", "mjs.org/axe-core")),
    ("index option", joined("--index", "-url https://mirror.example")),
    ("index option", joined("--extra-index", "-url=https://mirror.example")),
    ("index option", joined("--find", "-links wheels")),
    ("index option", joined("PIP_IN", "DEX_URL=https://mirror.example")),
    ("index option", joined("UV_DEFAULT_IN", "DEX=https://mirror.example")),
    ("local package", joined("django @ file://", "/wheels/django.whl")),
    ("proxy", joined("HTTPS_PRO", "XY=http://10.0.0.1:3128")),
    ("proxy", joined("pip install --pro", "xy http://10.0.0.1:3128 django")),
    ("home folder", joined("/ho", "me/dana/site/manage.py")),
    ("home folder", joined("/ro", "ot/.cache/pip")),
    ("home folder", joined("C:\\Us", "ers\\dana\\site")),
)
PINNED = re.compile(r"([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def files() -> list[Path]:
    """Return every file that is committed, or would be by the next commit."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in done.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def kinds_found(text: str) -> set[str]:
    return {
        kind
        for kind, pattern in FORBIDDEN.items()
        if re.search(pattern, text, re.IGNORECASE)
    }


def requirements(name: str) -> list[str]:
    """Return a file's requirements, each with its hashes on one line."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def versions(name: str) -> dict[str, str]:
    matches = (PINNED.match(line) for line in requirements(name))
    return dict(match.groups() for match in matches if match)


def canonical(requirement: str) -> str:
    return re.split(r"[\[<>=;, ]", requirement)[0].lower().replace("_", "-")


def test_no_file_names_where_packages_came_from():
    found = {
        str(path.relative_to(ROOT)): kinds
        for path in files()
        if (kinds := kinds_found(path.read_text(errors="ignore")))
    }

    assert found == {}


def test_no_file_names_this_machines_folder():
    # Shallower than that, a checkout's path could be a word of the project itself.
    here = f"{ROOT}/" if len(ROOT.parts) > 2 else joined("/never", "/here/")

    found = [path for path in files() if here in path.read_text(errors="ignore")]

    assert found == []


@pytest.mark.parametrize(("kind", "line"), PLANTED)
def test_planted_address_is_found(kind, line):
    assert kinds_found(f"first line\n{line}\n") >= {kind}


def test_files_are_those_of_the_project():
    names = {str(path.relative_to(ROOT)) for path in files()}

    assert names >= {"README.md", "Makefile", *REQUIREMENTS}
    assert [name for name in names if name.startswith((".venv", ".data"))] == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirement_is_pinned_and_hashed(name):
    loose = [
        line
        for line in requirements(name)
        if not PINNED.match(line) or not HASH.search(line) or "://" in line
    ]

    assert loose == []


def test_exported_files_agree_on_versions():
    runtime, development = (versions(name) for name in REQUIREMENTS)

    assert {name: development.get(name) for name in runtime} == runtime


def test_every_declared_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime, development = (set(versions(name)) for name in REQUIREMENTS)

    declared = {canonical(each) for each in project["project"]["dependencies"]}
    for_work = {canonical(each) for each in project["dependency-groups"]["dev"]}

    assert declared - runtime == set()
    assert for_work - development == set()
