"""The editing desk's form: the same rules as for files, as form errors."""

import json
from datetime import date, timedelta

import pytest
from django.forms import model_to_dict
from django.utils import timezone

from resources.library.domain.content import ClinicalReview
from resources.library.forms import ArticleForm, ReviewForm
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db

CLAIM = {
    "text": "It helps.",
    "source": "A review",
    "url": "https://example.org/a",
    "checked": "2026-11-12",
}


def form_with(**changes) -> ArticleForm:
    article = make_article()
    data = model_to_dict(article, fields=ArticleForm.Meta.fields)
    data = {key: "" if value in (None, []) else value for key, value in data.items()}
    data["topics"] = [topic.pk for topic in article.topics.all()]
    return ArticleForm({**data, **changes}, instance=article)


def test_form_with_empty_lists_is_valid():
    form = form_with(claims="")

    assert form.errors == {}
    assert form.cleaned_data["claims"] == []


def test_form_with_claims_is_valid():
    form = form_with(claims=json.dumps([CLAIM]), read_next='["a"]')

    assert form.errors == {}
    assert form.cleaned_data["claims"] == [CLAIM]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (
            "body",
            "<b>x</b>",
            ("Line 1: HTML is not accepted. Please write it in Markdown."),
        ),
        ("body", "", "Please fill this in."),
        (
            "content_note_skip",
            "no",
            ("No heading has the id “no”. There are: calm-days, hard-days."),
        ),
        ("claims", '{"a": 1}', "This field: “claims” must be a list."),
        (
            "claims",
            "[1]",
            ("This field: “claims[0]” must be a mapping of keys to values."),
        ),
        (
            "claims",
            json.dumps([{**CLAIM, "url": "javascript:alert(1)"}]),
            (
                "This field: claims[0]: “url” must be a full address that begins with "
                "https://."
            ),
        ),
        ("claims", "[", "Enter a valid JSON."),
        (
            "read_next",
            "[1]",
            (
                "This field: “read_next[0]” must be text; put it between "
                "quotation marks."
            ),
        ),
    ],
)
def test_form_refuses_with_a_sentence_beside_the_field(field, value, message):
    form = form_with(**{field: value})

    assert form.errors[field][0] == message


def test_form_shows_json_line_by_line():
    article = make_article(read_next=["ebb", "flow"])

    form = ArticleForm(instance=article)

    assert form["read_next"].value() == '[\n  "ebb",\n  "flow"\n]'


def test_refused_text_is_the_only_error():
    form = form_with(body="<b>x</b>", content_note_skip="hard-days")

    assert list(form.errors) == ["body"]


def test_review_takes_all_three_or_none():
    whole = {"who": "R. M.", "profession": "psychologist", "date": "2026-10-01"}

    given, none = ReviewForm(whole), ReviewForm({})
    half = ReviewForm({**whole, "profession": ""})

    assert (given.is_valid(), none.is_valid(), half.is_valid()) == (True, True, False)
    assert given.review() == ClinicalReview(
        who="R. M.", profession="psychologist", date=date(2026, 10, 1)
    )
    assert none.review() is None
    assert half.non_field_errors() == ["A review needs all three: who, what and when."]


def test_review_is_of_a_day_that_has_come():
    today = timezone.localdate()
    said = {"who": "R. M.", "profession": "psychologist"}

    now, in_the_east, later = (
        ReviewForm({**said, "date": today + timedelta(days=days)}) for days in range(3)
    )

    assert (now.is_valid(), in_the_east.is_valid()) == (True, True)
    assert not later.is_valid()
    assert later.errors == {"date": ["This day has not come yet."]}


def test_form_moves_nothing_on():
    assert {"state", "clinical_review", "shipped_digest"} & set(
        ArticleForm.base_fields
    ) == set()
