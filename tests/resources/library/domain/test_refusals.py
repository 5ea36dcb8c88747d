"""What is refused, and in which words."""

import pytest
from django.core.exceptions import ValidationError

from resources.library.domain.refusals import MAX_SOURCE, check_markdown, check_skip

HTML = "HTML is not accepted. Please write it in Markdown."
PICTURE = (
    "Pictures are not accepted: one from another address would tell that address who "
    "reads this page."
)
FIRST_LEVEL = "Please begin headings with ##. The title is the first heading."


def link(address: str) -> str:
    return (
        f"The link to “{address}” is not accepted. An address begins with https://, "
        "mailto:, tel:, # or a single slash."
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c",
        "/help-lines/",
        "/",
        "#hard-days",
        "/\\elsewhere.example",  # written as a path of ours: /%5Celsewhere.example
        "mailto:help@example.org",
        "tel:+441234567890",
    ],
)
def test_good_address_passes(address):
    check_markdown(f"See [this]({address}).")


def test_marks_that_only_look_like_html_pass():
    check_markdown("If a < b, write `<b>`.\n\n    <script>\n\nA \\<b> as well.")


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("<script>alert(1)</script>", HTML),
        ("a <b>bold</b> word", HTML),
        ("<!-- hidden -->", HTML),
        ("![x](https://elsewhere.example/a.gif)", PICTURE),
        ("![x](/static/a.png)", PICTURE),
        ("![x](data:image/png;base64,AAAA)", PICTURE),
        ("[x](//elsewhere.example/)", link("//elsewhere.example/")),
        ("[x](javascript:alert(1))", link("javascript:alert(1)")),
        ("[x](&#106;avascript:alert(1))", link("javascript:alert(1)")),
        ("[x](java&#10;script:alert(1))", link("java%0Ascript:alert(1)")),
        ("[x](data:text/html,a)", link("data:text/html,a")),
        ("[x](http://example.org)", link("http://example.org")),
        ("<http://example.org>", link("http://example.org")),
        ("[x](page)", link("page")),
        ("[x][r]\n\n[r]: //elsewhere.example", link("//elsewhere.example")),
        ("# Title", FIRST_LEVEL),
        ("Title\n=====", FIRST_LEVEL),
    ],
)
def test_bad_markdown_is_refused_with_a_sentence(source, problem):
    with pytest.raises(ValidationError) as refusal:
        check_markdown(source)

    assert refusal.value.messages == [f"Line 1: {problem}"]


def test_every_fault_is_named_with_its_line():
    with pytest.raises(ValidationError) as refusal:
        check_markdown("Good.\n\n<b>\n\n## Fine\n\n> [x](//elsewhere.example)")

    assert refusal.value.messages == [
        f"Line 3: {HTML}",
        f"Line 7: {link('//elsewhere.example')}",
    ]


def test_text_of_100_kilobytes_is_refused_before_it_is_parsed():
    with pytest.raises(ValidationError) as refusal:
        check_markdown("[" * 100_000)

    assert refusal.value.messages == [
        f"The text is longer than {MAX_SOURCE} characters. Please part it in two."
    ]


def test_skip_to_a_heading_or_to_nothing_passes():
    check_skip("hard-days", source="## Hard days")
    check_skip("", source="")


def test_skip_to_no_heading_is_refused_with_those_that_are():
    with pytest.raises(ValidationError) as refusal:
        check_skip("nowhere", source="## Hard days\n\n## Calm")

    assert refusal.value.messages == [
        "No heading has the id “nowhere”. There are: hard-days, calm."
    ]
