"""Rules that the stylesheet keeps: one file a block, one place for colours, small."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "static" / "css"
SHEETS = (ROOT / "site.css", ROOT / "journal.css")
FILES = sorted(path for path in ROOT.rglob("*.css") if path not in SHEETS)
BLOCKS = [path for path in FILES if path.parent != ROOT]
FOR_THE_JOURNAL = [path for path in BLOCKS if path.parent.name == "journal"]
FOR_ALL = [path for path in FILES if path not in FOR_THE_JOURNAL]
MAX_LINES = 80
MAX_TOTAL_LINES = 1200
MAX_LINES_FOR_THE_JOURNAL = 400
MAX_COMPRESSED = 12 * 1024  # bytes
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def rules(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("path", FILES, ids=named)
def test_file_is_short(path):
    assert len(path.read_text().splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", FILES, ids=named)
def test_file_opens_with_a_comment(path):
    assert path.read_text().startswith("/* ")


@pytest.mark.parametrize("path", BLOCKS, ids=named)
def test_block_says_how_it_is_used(path):
    assert path.read_text().startswith("/* Usage: ")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_only_tokens_have_raw_colours(path):
    found = RAW_COLOUR.findall(rules(path))

    assert bool(found) == (path.name == "tokens.css")


def test_dark_is_the_same_whether_the_device_or_the_writer_asks_for_it():
    tokens = rules(ROOT / "tokens.css")
    asked, chosen = (
        set(re.findall(r"(--[\w-]+): ([^;]+);", tokens.split(start)[1].split("}")[0]))
        for start in (':not([data-theme="light"])) {', '[data-theme="dark"]) {')
    )

    assert len(asked) == 15
    assert chosen == asked


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_rule_needs_an_id_or_a_shout(path):
    selectors = re.findall(r"([^{};]+)\{", rules(path))

    assert [each for each in selectors if "#" in each] == []
    assert "!important" not in rules(path)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_addresses_lead_to_drawings_that_exist(path):
    addresses = re.findall(r'url\("([^"]+)"\)', rules(path))

    assert [each for each in addresses if not (path.parent / each).exists()] == []


@pytest.mark.parametrize(
    ("sheet", "files"), [(SHEETS[0], FOR_ALL), (SHEETS[1], FOR_THE_JOURNAL)]
)
def test_sheet_imports_every_file_once_in_its_layer(sheet, files):
    imports = re.findall(r'@import "([^"]+)" layer\((\w+)\);', sheet.read_text())

    expected = {
        (named(path), "components" if path in BLOCKS else path.stem) for path in files
    }
    assert len(imports) == len(files)
    assert set(imports) == expected


def test_stylesheets_stay_within_their_budget():
    text = "".join(path.read_text() for path in FOR_ALL)
    private = "".join(path.read_text() for path in FOR_THE_JOURNAL)

    assert len(text.splitlines()) <= MAX_TOTAL_LINES
    assert len(private.splitlines()) <= MAX_LINES_FOR_THE_JOURNAL
    assert len(gzip.compress(text.encode())) <= MAX_COMPRESSED
