"""Reading files: what is taken, and how errors name the file and the key."""

from datetime import date

import pytest

from resources.library.domain.content import (
    ArticleContent,
    Claim,
    ClinicalReview,
    TopicContent,
)
from resources.library.domain.front_matter import parse_article, parse_topics
from resources.library.domain.matter import ContentError
from tests.resources.library.factories import BODY, TOPICS, article_text


def test_article_is_read_in_full():
    content = parse_article(article_text(), place="en/tides.md")

    assert content == ArticleContent(
        title="Tides",
        tab_title="Tides",
        summary="Calm days and hard days.",
        description="A short article.",
        kind="article",
        order=7,
        subject="general",
        topics=("healing",),
        source_paragraphs=("P4", "T"),
        content_note="No scenes.",
        content_note_skip="hard-days",
        draws_on=("The source sets a date; this page does not.",),
        claims=(
            Claim(
                text="Most people feel better with time.",
                source="A review, 2021",
                url="https://doi.org/10.1000/example",
                checked=date(2026, 11, 12),
            ),
        ),
        prompts={
            "steady": "What was calm today?",
            "describe": "What was this week like?",
            "deeper": "What has changed?",
        },
        read_next=("harbours",),
        last_checked=date(2026, 11, 22),
        review_by=date(2027, 11, 22),
        clinical_review=None,
        conflict_of_interest="None.",
        state="published",
        body=BODY.strip(),
    )


def test_clinical_review_is_read():
    review = "{who: R. M., profession: psychologist, date: 2026-10-01}"
    content = parse_article(article_text(clinical_review=review), place="x")

    assert content.clinical_review == ClinicalReview(
        who="R. M.", profession="psychologist", date=date(2026, 10, 1)
    )


def test_claim_shows_its_address_without_the_scheme():
    content = parse_article(article_text(), place="x")

    assert content.claims[0].address == "doi.org/10.1000/example"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": ""}, "x.md: “title” is missing."),
        ({"without": "tab_title"}, "x.md: “tab_title” is missing."),
        ({"order": "first"}, "x.md: “order” must be a whole number."),
        ({"order": "true"}, "x.md: “order” must be a whole number."),
        ({"title": "5"}, "x.md: “title” must be text; put it between quotation marks."),
        ({"kind": "poem"}, "x.md: “kind” is not one of the words that it may be."),
        ({"state": "live"}, "x.md: “state” is not one of the words that it may be."),
        ({"topics": "healing"}, "x.md: “topics” must be a list."),
        (
            {"topics": "[3]"},
            ("x.md: “topics[0]” must be text; put it between quotation marks."),
        ),
        ({"review_by": "soon"}, "x.md: “review_by” must be a date such as 2026-11-22."),
        (
            {"order": "7\ncolour: blue"},
            ("x.md: “colour” is not a key that is known here."),
        ),
        (
            {"clinical_review": "yes, twice"},
            ("x.md: “clinical_review” must be a mapping of keys to values."),
        ),
        (
            {"without": "    checked"},
            ("x.md: claims[0]: “checked” must be a date such as 2026-11-22."),
        ),
        ({"without": "    url"}, "x.md: claims[0]: “url” is missing."),
    ],
)
def test_bad_front_matter_names_the_file_and_the_key(change, message):
    with pytest.raises(ContentError) as error:
        parse_article(article_text(**change), place="x.md")

    assert str(error.value) == message


@pytest.mark.parametrize(
    "url", ["doi.org/10.1000/example", "http://a.example", "javascript:alert(1)", "//a"]
)
def test_claim_without_a_full_https_address_is_refused(url):
    text = article_text().replace("https://doi.org/10.1000/example", url)

    with pytest.raises(ContentError) as error:
        parse_article(text, place="x.md")

    assert str(error.value) == (
        "x.md: claims[0]: “url” must be a full address that begins with https://."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Only text.", "must begin with front matter"),
        ("---\n- a\n---\nText.", "the front matter must be keys with values."),
        ("---\ntitle: [\n---\nText.", "this is not YAML:"),
    ],
)
def test_file_without_front_matter_is_refused(text, message):
    with pytest.raises(ContentError) as error:
        parse_article(text, place="x.md")

    assert str(error.value).startswith("x.md: ")
    assert message in str(error.value)


def test_article_without_text_is_refused():
    with pytest.raises(ContentError) as error:
        parse_article(article_text(body="\n \n"), place="x.md")

    assert str(error.value) == "x.md: “body” is missing."


def test_topics_are_numbered_as_they_stand():
    topics = parse_topics(TOPICS, place="en/topics.yaml")

    assert topics == {
        "healing": TopicContent(name="Healing", note="Slowly.", order=1),
        "rights": TopicContent(name="Rights", note="", order=2),
    }
