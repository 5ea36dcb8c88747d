"""Rules that the stylesheet keeps: one file a block, one place for colours, small."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "static" / "css"
FILES = sorted(path for path in ROOT.rglob("*.css") if path.name != "site.css")
BLOCKS = [path for path in FILES if path.parent.name == "components"]
MAX_LINES = 80
MAX_TOTAL_LINES = 1200
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


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_rule_needs_an_id_or_a_shout(path):
    selectors = re.findall(r"([^{};]+)\{", rules(path))

    assert [each for each in selectors if "#" in each] == []
    assert "!important" not in rules(path)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_addresses_lead_to_drawings_that_exist(path):
    addresses = re.findall(r'url\("([^"]+)"\)', rules(path))

    assert [each for each in addresses if not (path.parent / each).exists()] == []


def test_site_imports_every_file_once_in_its_layer():
    imports = re.findall(
        r'@import "([^"]+)" layer\((\w+)\);', (ROOT / "site.css").read_text()
    )

    expected = {
        (named(path), "components" if path in BLOCKS else path.stem) for path in FILES
    }
    assert len(imports) == len(FILES)
    assert set(imports) == expected


def test_stylesheet_stays_within_its_budget():
    text = "".join(path.read_text() for path in FILES)

    assert len(text.splitlines()) <= MAX_TOTAL_LINES
    assert len(gzip.compress(text.encode())) <= MAX_COMPRESSED
