"""How entries are read: light Markdown that loses no word and runs nothing."""

import re
import time
from html import unescape

import pytest
from django.utils.html import strip_tags

from journal.domain.rendering import MAX_RENDERED, render_text

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{background:url(//evil.example)}</style>",
    "<!-- hidden --> <?php x ?> <![CDATA[x]]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](\tjavascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:/etc/passwd)",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](\\\\evil.example)",
    "[x](/journal/keys/erase/)",
    "[x](?show=all)",
    "[x](#main)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](https://evil.example/a.png)",
    "![x](data:image/png;base64,AAAA)",
    "[![x](https://evil.example/a.png)](https://evil.example)",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "a" onmouseover="alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x](https://a.example/<script>)",
    '# a" onclick="alert(1)',
    "```<script>\n</script>\n```",
    '``` x" onclick="alert(1)\na\n```',
    "`<script>`",
    "<https://a.example/?a=<script>>",
    "[<script>](https://a.example)",
    "**<b>**_<i>_~~<u>~~",
    "1. <script>\n2. x\n\n- <img>",
    "> <blink>x</blink>",
    "\x00<script>\x00</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
KNOWN = re.compile(
    r"</?(?:p|h[2-6]|ul|li|blockquote|em|strong|s|code|pre)>|<br>|<hr>|</a>|</ol>"
    r'|<li value="\d+">|<ol class="numbered">|<ol start="\d+" class="numbered">'
    r'|<a href="(?:https?://|mailto:)[^"<>]*" rel="noreferrer nofollow">'
)


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_but_known_tags_comes_out(text):
    html = render_text(text)

    assert re.findall("<[^>]*>", KNOWN.sub("", html)) == []
    assert "<" not in KNOWN.sub("", html)


@pytest.mark.parametrize("text", ATTACKS)
def test_plain_text_has_lines_and_nothing_else(text):
    html = render_text(text, is_plain=True)

    assert re.findall(r"<(?!/?p>|br>)", html) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\nTwo.\n\nThree.", "<p>One.<br>\nTwo.</p>\n<p>Three.</p>\n"),
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <s>c</s></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("# a\n\n###### b", "<h2>a</h2>\n<h6>b</h6>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        ("a\n---\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        ("`a`", "<p><code>a</code></p>\n"),
        ("    A paragraph that is indented.", "<p>A paragraph that is indented.</p>\n"),
        ("a &lt; b & c", "<p>a &amp;lt; b &amp; c</p>\n"),
        ("[later]: the rest", "<p>[later]: the rest</p>\n"),
        ("3 * 4 * 5 and snake_case_name", "<p>3 * 4 * 5 and snake_case_name</p>\n"),
    ],
)
def test_signs_mean_what_one_expects(text, html):
    assert render_text(text) == html


def test_list_begins_with_the_number_that_was_typed():
    assert '<ol start="1986" class="numbered">' in render_text("1986. That was a year.")


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d", "http://a.example", "mailto:a@a.example"]
)
def test_link_to_the_web_or_to_mail_is_one_and_tells_nobody_where_from(address):
    link = f'<a href="{address}" rel="noreferrer nofollow">'

    assert render_text(f"<{address}>").startswith(f"<p>{link}")


@pytest.mark.parametrize(
    "text",
    [
        "[our own page](https://evil.example/)",
        "[](https://secret.words)",
        '[a](https://x.example "my words here")',
        "[a](https://x.example y)",
    ],
)
def test_link_with_words_of_its_own_stands_as_it_was_typed(text):
    html = render_text(text)

    assert "<a " not in html
    assert unescape(strip_tags(html)).strip() == text


@pytest.mark.parametrize(
    "text",
    ["```he came back at nine\nmore\n```", "~~~ he came back\nmore", "~~~\nmore"],
)
def test_no_word_beside_a_fence_vanishes(text):
    shown = re.sub("<[^>]*>", "", render_text(text))

    assert re.findall(r"\w+", shown) == re.findall(r"\w+", text)


def test_items_keep_the_numbers_that_were_typed():
    html = render_text("1. a\n1. b\n7. c")

    assert re.findall(r'value="(\d+)"', html) == ["1", "1", "7"]


def test_address_alone_stays_as_it_was_typed():
    assert "<a" not in render_text("See https://a.example/ and www.a.example.")


@pytest.mark.parametrize("text", ATTACKS[23:28])
def test_words_of_what_is_refused_can_still_be_read(text):
    assert "x" in strip_tags(render_text(text))


def test_picture_is_shown_as_words_and_asks_nobody():
    html = render_text("![a lift](https://evil.example/a.png)")

    assert "<img" not in html
    assert "a lift" in html


@pytest.mark.parametrize("sign", ["[", "[[]", "[a](", "**x* ", "- a\n", "> ", "*_~~`["])
def test_nasty_input_takes_time_by_its_length_alone(sign):
    def seconds(length):
        began = time.process_time()
        render_text((sign * length)[:length])
        return time.process_time() - began

    def best(length):
        # The least of five: a busy machine makes one slow, and never all of them.
        return min(seconds(length) for _ in range(5))

    short, long = best(MAX_RENDERED // 32), best(MAX_RENDERED // 2)

    # Sixteen times as long: a parser that looks back at everything takes 256 times.
    assert long < 64 * max(short, 0.005)


@pytest.mark.parametrize("sign", ["*", "[", "<script>", "word "])
def test_very_long_text_is_shown_as_it_was_typed(sign):
    text = (sign * 1_000_000)[:1_000_000].strip()

    html = render_text(text)

    assert html == f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}</p>"
