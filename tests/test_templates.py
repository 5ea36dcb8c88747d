"""Rules that every template keeps: small, declared, without anything inline."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if "components" in path.parts]
MAX_LINES = 60
MAX_COMPONENT_LINES = 40
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|\|\s*safe\b")
TAG = re.compile(r"{%.*?%}", re.DOTALL)
HARD_CODED = re.compile(r"""(?:href|action)=["']/""")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_parses(path):
    get_template(named(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_has_nothing_inline(path):
    html = TAG.sub("", path.read_text())

    found = INLINE.findall(html)

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_links_by_name(path):
    found = HARD_CODED.findall(path.read_text())

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_is_short(path):
    limit = MAX_COMPONENT_LINES if path in COMPONENTS else MAX_LINES

    assert len(path.read_text().splitlines()) <= limit


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_component_names_its_parameters_first(path):
    first = path.read_text().splitlines()[0]

    assert first.startswith("{# parameters: ")


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_components_are_included_without_their_surroundings(path):
    includes = re.findall(
        r"{% include \"components/[^%]*%}", path.read_text().replace("\n", " ")
    )

    assert [each for each in includes if not each.endswith(" only %}")] == []
