"""Static files as they are served: two stylesheets, hashed names, compressed."""

import gzip
import json
import re
from pathlib import Path

import brotli
import pytest

ADDRESS = re.compile(r'url\(["\']?(?!data:)([^"\')]+)["\']?\)')


@pytest.fixture
def root(installed) -> Path:
    return installed.directory / "static"


@pytest.fixture
def names(root) -> dict[str, str]:
    return json.loads((root / "staticfiles.json").read_text())["paths"]


@pytest.fixture(params=["components", "journal"])
def folder(request) -> str:
    """Where a stylesheet has its blocks."""
    return request.param


@pytest.fixture
def stylesheet(root, names, folder) -> Path:
    return root / names["css/journal.css" if folder == "journal" else "css/site.css"]


def test_names_are_hashed(names):
    unhashed = [
        name
        for name, stored in names.items()
        if not re.fullmatch(r".+\.[0-9a-f]{12}(\.\w+)?", stored)
    ]

    assert unhashed == []
    assert set(names) >= {"css/site.css", "js/exit.js", "js/passkey.js"}


def test_stylesheet_is_one_file_with_every_layer(root, names):
    css = (root / names["css/site.css"]).read_text()

    layers = re.findall(r"@layer (\w+) \{", css)
    assert set(layers) == {
        "reset", "tokens", "base", "layout", "components", "utilities"
    }  # fmt: skip
    assert css.index("@layer reset") < css.index("@layer utilities {")


def test_stylesheet_holds_every_block(stylesheet, folder):
    css = stylesheet.read_text()
    source = Path(__file__).resolve().parents[2] / "static" / "css"

    assert "@import" not in css
    missing = [
        block.name
        for block in source.glob(f"{folder}/*.css")
        if re.sub(r"/\*.*?\*/", "", block.read_text(), flags=re.DOTALL)
        .strip()
        .partition("{")[0]
        not in css
    ]
    assert missing == []


def test_addresses_in_the_stylesheet_lead_to_files(stylesheet, folder):
    found = ADDRESS.findall(stylesheet.read_text())

    missing = [each for each in found if not (stylesheet.parent / each).is_file()]
    assert bool(found) == (folder == "components")
    assert missing == []
    assert [each for each in found if not re.search(r"\.[0-9a-f]{12}\.", each)] == []


@pytest.mark.parametrize(
    ("ending", "decompress"), [(".gz", gzip.decompress), (".br", brotli.decompress)]
)
def test_stylesheet_is_compressed_beforehand(stylesheet, ending, decompress):
    compressed = stylesheet.with_name(stylesheet.name + ending).read_bytes()

    assert decompress(compressed) == stylesheet.read_bytes()
    assert len(compressed) <= 12 * 1024


def test_running_site_names_the_hashed_files(installed, names):
    done = installed.run(
        "-c",
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "page = Client(SERVER_NAME='localhost').get('/about/')\n"
        "print(page.content.decode())",
        DJANGO_SETTINGS_MODULE="recovery_site.settings",
    )

    linked = set(re.findall(r'(?:href|src)="/static/([^"]+)"', done.stdout))
    assert names["css/site.css"] in linked
    assert linked <= set(names.values())
