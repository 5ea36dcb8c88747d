"""Rendering: headings, words, and the attack list."""

import sys
import time

import pytest

from resources.library.domain.markdown import Heading, render_markdown
from resources.library.domain.refusals import MAX_SOURCE


def test_markdown_becomes_html_with_heading_ids():
    rendered = render_markdown(
        "## Calm days\n\nIt isn't *late* -- see [this](/steady/)."
    )

    assert rendered.html == (
        '<h2 id="calm-days">Calm days</h2>\n'
        "<p>It isn\u2019t <em>late</em> \u2013 see "
        '<a href="/steady/" rel="noopener noreferrer">this</a>.</p>\n'
    )


def test_headings_hold_only_the_second_level():
    rendered = render_markdown("## One *day*\n\n### Part\n\n## Two")

    assert rendered.headings == (Heading("one-day", "One day"), Heading("two", "Two"))


def test_heading_of_a_used_name_gets_a_number():
    rendered = render_markdown("## Now\n\n## Now\n\n## 夜\n\n## 朝")

    assert [heading.id for heading in rendered.headings] == [
        "now-2",
        "now-3",
        "part",
        "part-2",
    ]


def test_words_are_counted_without_marks_and_addresses():
    rendered = render_markdown(
        "## Two words\n\nAnd **three** [more](/library/) here\nnow"
    )

    assert rendered.words == 7


def test_table_loses_the_inline_style_of_its_columns():
    rendered = render_markdown("| A |\n|:-:|\n| b |")

    assert "<td>b</td>" in rendered.html
    assert "style" not in rendered.html


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    '[x](/a "onmouseover=alert(1)")',
    '[x](</a" onmouseover="alert(1)>)',
    "![x](https://elsewhere.example/pixel.gif)",
    "![x](data:image/png;base64,AAAA)",
    '```html" onclick=alert(1)\n<script>alert(1)</script>\n```',
    "<!-- --><iframe src=https://elsewhere.example>",
    "[a]\n\n[a]: javascript:alert(1)",
    "[x](DATA:text/html,<b>)",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](%6aavascript:alert(1))",
    "[x](//elsewhere.example)",
    "[x](\\\\elsewhere.example)",
    "[x](///elsewhere.example)",
    "<//elsewhere.example>",
    "[x]: //elsewhere.example\n\n[x]",
    "![x](//elsewhere.example/pixel.gif)",
    "![x][a]\n\n[a]: https://elsewhere.example/pixel.gif",
    "[![x](https://elsewhere.example/p.gif)](/a)",
    "<img srcset=https://elsewhere.example/p.gif>",
    "<style>@import url(https://elsewhere.example)</style>",
    "<link rel=stylesheet href=//elsewhere.example>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<base href=//elsewhere.example>",
    "<form action=//elsewhere.example><input name=a></form>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<p style='background:url(//elsewhere.example)'>x</p>",
    "<object data=data:text/html,x></object>",
    "| a |\n|---|\n| <svg onload=alert(1)> |",
    "# <iframe srcdoc='<script>alert(1)</script>'>",
)


KNOWN = {
    *("p", "/p", "a", "/a", "pre", "/pre", "code", "/code"),
    *("table", "/table", "thead", "/thead", "tbody", "/tbody"),
    *("tr", "/tr", "th", "/th", "td", "/td"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_leaves_nothing_that_runs_or_loads(attack):
    html = str(render_markdown(attack).html).lower()

    tags = [part.split(">")[0] for part in html.split("<")[1:]]
    names = {tag.strip("/").split()[0] for tag in tags}
    assert names <= KNOWN
    assert not [tag for tag in tags if "//" in tag or "\\\\" in tag]
    assert not [tag for tag in tags if " on" in tag.replace('title="on', "")]
    assert not [tag for tag in tags if "script:" in tag or "data:" in tag]


def _calls(source: str) -> int:
    """Count the function calls that rendering takes: work, whatever the machine."""
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        render_markdown(source)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", ["[", "[a](", "![", "*a_", "> ", "`", "<", "&"])
def test_nested_marks_take_work_in_proportion(unit):
    half = unit * (MAX_SOURCE // (8 * len(unit)))

    ratio = _calls(half * 2) / _calls(half)

    assert ratio < 2.5


# Honest writing with as many marks as one would ever set: the floor of what follows.
HONEST = "A *calm* day, a [loud](/steady/) one: \u201cno\u201d. It's **fine**.\n\n"
COSTLY = ("'", "\"'", "![", "[", "[[]", "[a][", "* a\n", "|-|\n", "# a\n", "<![CDATA[")


def _seconds(unit: str) -> float:
    """Return the processor's time for a text of the greatest length."""
    source = (unit * (MAX_SOURCE // len(unit) + 1))[:MAX_SOURCE]
    started = time.process_time()
    render_markdown(source)
    return time.process_time() - started


@pytest.mark.parametrize("unit", COSTLY)
def test_worst_text_costs_a_few_times_an_honest_one(unit):
    floor = max(_seconds(HONEST), _seconds(HONEST))

    # Measured: up to 8. What grows without bounds would be in the hundreds. One of
    # three is enough: a busy machine makes one slow, and never all of them.
    assert any(_seconds(unit) < 40 * floor for _ in range(3))


def test_raw_html_is_shown_as_it_was_typed():
    assert render_markdown("a <b>").html == "<p>a &lt;b&gt;</p>\n"


@pytest.mark.parametrize("address", ["//elsewhere.example", "http://a.example", "page"])
def test_link_to_another_kind_of_address_stays_text(address):
    assert render_markdown(f"[x]({address})").html == f"<p>[x]({address})</p>\n"
