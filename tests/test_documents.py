"""The documents say what is true: each test compares one of them with the code."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin

from journal.crypto.contexts import Context
from recovery_site.what_we_can_see import ONLOOKERS
from tests.gate import PRODUCTION

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
THREAT_MODEL = ROOT / "journal" / "THREAT_MODEL.md"
FORMAT = ROOT / "journal" / "crypto" / "FORMAT.md"
DOCUMENTS = (
    README,
    THREAT_MODEL,
    FORMAT,
    ROOT / ".github" / "CONTRIBUTING.md",
    ROOT / ".github" / "SECURITY.md",
    ROOT / "resources" / "library" / "content" / "README.md",
    ROOT / "tests" / "vectors" / "README.md",
)
SECRETS = {"secret", "keyed_secrets"}
PICTURE_LIMIT = 120_000  # bytes
NODE_ID = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
# Read by the Makefile, before there are any settings.
MAKEFILE = re.compile(r"^(PORT|DATA_DIR) \?= (\S+)$", re.MULTILINE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def chapter(path: Path, title: str) -> str:
    """Return what stands under one heading of the second level."""
    return path.read_text().split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of a table's rows, without its head."""
    lines = re.findall(r"^\| (.+) \|$", text, re.MULTILINE)
    return [line.split(" | ") for line in lines][1:]


def committed() -> list[str]:
    """Return the path of every file that is committed, or would be."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in done.stdout.split("\0") if (ROOT / name).is_file()]


# --- README: the configuration --------------------------------------------------------


def shown(reader: str, default: object) -> str:
    """Return how the table shows the default of a variable."""
    if reader in SECRETS:
        return "made at the first start"
    return f"`{default}`" if default != "" else "–"


def settings_read() -> dict[str, str]:
    """Return every variable that the settings and the Makefile read, with defaults."""
    found = {
        name: shown("text", value)
        for name, value in MAKEFILE.findall((ROOT / "Makefile").read_text())
    }
    source = (ROOT / "recovery_site" / "settings.py").read_text()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(ast.Attribute(ast.Name("env"), reader), [name, *given]):
                values = [*given, *(keyword.value for keyword in node.keywords)]
                default = ast.literal_eval(values[0]) if values else None
                if reader != "read_file":
                    found[ast.literal_eval(name)] = shown(reader, default)
    return found


def test_readme_lists_every_setting_with_its_default():
    table = {row[0].strip("`"): row[1] for row in rows(chapter(README, "Settings"))}

    assert table == settings_read()


def test_settings_read_the_environment_in_one_way():
    source = (ROOT / "recovery_site" / "settings.py").read_text()

    assert re.findall(r"environ|getenv", source) == []


def test_production_settings_pass_the_deployment_check():
    # The browser tests set this one for their own process.
    clean = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}

    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**clean, **PRODUCTION},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


# --- README: the tree -----------------------------------------------------------------


def tree_in_readme() -> list[str]:
    """Return every path that the tree names; two spaces part names from remarks."""
    block = chapter(README, "The tree").split("```")[1].strip("\n")
    paths: list[str] = []
    folders: list[str] = []
    for line in block.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.split(r" {2,}", line.strip())[0].split(" ")
        paths += ["".join(folders[:depth]) + name for name in names]
        folders = [*folders[:depth], names[-1]]
    return paths


def tree_of_files() -> set[str]:
    """Return the two upper levels of what is committed; folders end with a slash."""
    found: set[str] = set()
    for name in committed():
        first, *rest = name.split("/")
        found.add(f"{first}/" if rest else first)
        if rest:
            found.add(f"{first}/{rest[0]}" + ("/" if rest[1:] else ""))
    return {path for path in found if not path.endswith("__init__.py")}


def test_readme_tree_has_the_two_upper_levels():
    upper = {path for path in tree_in_readme() if path.rstrip("/").count("/") < 2}

    assert upper == tree_of_files()


def test_readme_tree_names_nothing_that_does_not_exist():
    ghosts = [path for path in tree_in_readme() if not (ROOT / path).exists()]

    assert ghosts == []


def test_readme_tree_names_nothing_twice():
    paths = tree_in_readme()

    assert len(paths) == len(set(paths))


# --- README: import rules and pictures ------------------------------------------------


def test_readme_names_every_import_contract():
    source = (ROOT / "pyproject.toml").read_text()
    contracts = re.findall(r'^name = "([A-Z].+)"$', source, re.MULTILINE)

    assert [row[0] for row in rows(chapter(README, "Who may import whom"))] == contracts


def test_readme_shows_four_small_pictures():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", README.read_text())

    assert len(pictures) == 4
    too_big = [p for p in pictures if (ROOT / p).stat().st_size > PICTURE_LIMIT]
    assert too_big == []


# --- The threat model -----------------------------------------------------------------


def claims() -> dict[str, list[list[str]]]:
    """Return the rows of each onlooker's tables, by heading."""
    parts = chapter(THREAT_MODEL, "Who can do what").split("\n### ")[1:]
    tables = ((part.split("\n", 1)[0], part) for part in parts)
    return {
        title: [row for row in rows(f"\n{text}") if row[1] != "Held by"]
        for title, text in tables
    }


def test_threat_model_names_tests_that_exist():
    missing = [
        f"{path}::{name}"
        for path, name in NODE_ID.findall(THREAT_MODEL.read_text())
        if not (ROOT / path).is_file()
        or f"\ndef {name}(" not in (ROOT / path).read_text()
    ]

    assert missing == []


def test_threat_model_says_of_every_claim_what_holds_it():
    silent = [
        row
        for table in claims().values()
        for row in table
        if not NODE_ID.search(row[1]) and not row[1].startswith("Nothing ")
    ]

    assert silent == []


@pytest.mark.parametrize("onlooker", ONLOOKERS, ids=lambda each: each.key)
def test_threat_model_says_what_the_page_says(onlooker):
    written = {row[0] for row in claims()[str(onlooker.name)]}

    told = {str(sentence) for sentence in (*onlooker.can, *onlooker.cannot)}
    assert told - written == set()


def test_threat_model_has_a_section_for_each_onlooker():
    assert list(claims()) == [str(onlooker.name) for onlooker in ONLOOKERS]


def test_threat_model_lists_every_column():
    table = rows(chapter(THREAT_MODEL, "What a copy of the database shows"))
    written = {
        row[0].strip("`"): set(re.findall(r"`(\w+)`", " ".join(row[1:])))
        for row in table
        if row[0].startswith("`")
    }

    models = [
        model
        for app in ("journal", "accounts", "sharing")
        for model in apps.get_app_config(app).get_models()
    ]
    assert written == {
        model.__name__: {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 -- Django's documented API
        for model in models
    }


def test_nothing_calls_it_end_to_end():
    claim = re.compile(r"(?<!never )end[- ‑]to[- ‑]end", re.IGNORECASE)

    pages = [*(ROOT / "templates").rglob("*.html"), *DOCUMENTS]
    assert [named(path) for path in pages if claim.search(path.read_text())] == []


def test_desk_shows_no_row_of_a_journal():
    shown_models = [
        model.__name__
        for model in admin.site._registry  # noqa: SLF001 -- nothing public lists them
        if model._meta.app_label == "journal"  # noqa: SLF001 -- Django's documented API
    ]

    assert len(admin.site._registry) > 0  # noqa: SLF001 -- as above
    assert shown_models == []


# --- FORMAT and links -----------------------------------------------------------------


def test_format_names_every_context():
    section = FORMAT.read_text().split("## 3. Contexts")[1].split("\n## ")[0]

    written = {row[0].removesuffix(" *") for row in rows(section)}

    assert written == {f"`{context.value[0]}`" for context in Context}


def anchors(path: Path) -> set[str]:
    """Return the names that a repository's pages give to a document's headings."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_of_a_document_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)\s]+)\)", path.read_text())

    broken = []
    for link in links:
        place, _, anchor = link.partition("#")
        target = (path.parent / place) if place else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_modules_and_functions_are_as_short_as_contributing_says():
    sources = {path: path.read_text() for path in sources_of_the_site()}
    functions = {
        f"{named(path)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }

    modules = {named(path): source.count("\n") for path, source in sources.items()}
    assert {name: n for name, n in modules.items() if n > 300} == {}
    assert {name: n for name, n in functions.items() if n > 40} == {}


def sources_of_the_site():
    """Return every module of ours but migrations and tests."""
    folders = ("journal", "recovery_site", "resources")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]
