"""Every article keeps every rule, and every rule catches a spoilt article."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from resources.library.domain.content import ArticleContent
from resources.library.domain.shipped import CONTENT, read_content
from tests.resources.library import article_rules as rules
from tests.resources.library.readability import grade_of, syllables_of

SHELF = {
    slug: article
    for language in read_content(CONTENT)
    if language.language == "en"
    for slug, article in language.articles.items()
}
WHOLE = SHELF["finding-a-therapist"]
FIRST_CLAIM = WHOLE.claims[0]
LONG_WORDS = "Psychological considerations necessitate multidisciplinary evaluation. "


def spoilt(**changes) -> ArticleContent:
    """Return a good article with something changed for the worse."""
    return replace(WHOLE, **changes)


def with_body(change: Callable[[str], str]) -> ArticleContent:
    """Return a good article with its text changed for the worse."""
    return spoilt(body=change(WHOLE.body))


def without(depth: str) -> dict[str, str]:
    """Return the prompts but one."""
    return {name: text for name, text in WHOLE.prompts.items() if name != depth}


@pytest.mark.parametrize("slug", SHELF)
@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_article_keeps_the_rule(rule, slug):
    assert rule(slug, SHELF) == []


SPOILT = (
    (rules.grade_faults, with_body(lambda body: body + "\n\n" + LONG_WORDS * 60)),
    (rules.grade_faults, spoilt(draws_on=(LONG_WORDS * 9,))),
    (rules.length_faults, with_body(lambda body: body[:1500])),
    (rules.length_faults, with_body(lambda body: body + "\n\n" + body)),
    (rules.heading_faults, with_body(lambda body: body.replace("## What s", "What s"))),
    (rules.heading_faults, with_body(lambda body: body.replace("## ", ""))),
    (rules.tab_faults, spoilt(tab_title="After an assault")),
    (rules.tab_faults, spoilt(tab_title="For survivors")),
    (rules.tab_faults, spoilt(description="On trauma.")),
    (rules.tab_faults, spoilt(tab_title=SHELF["not-your-shame"].tab_title.upper())),
    (rules.claim_faults, spoilt(claims=())),
    (rules.claim_faults, spoilt(claims=(replace(FIRST_CLAIM, url="http://a.org/b"),))),
    (rules.claim_faults, spoilt(claims=(replace(FIRST_CLAIM, url="https://a.org"),))),
    (rules.claim_faults, spoilt(claims=(replace(FIRST_CLAIM, source=""),))),
    (
        rules.claim_faults,
        spoilt(claims=(replace(FIRST_CLAIM, checked=date(2030, 1, 1)),)),
    ),
    (rules.prompt_faults, spoilt(prompts=without("steady"))),
    (rules.prompt_faults, spoilt(prompts=without("deeper"))),
    (rules.prompt_faults, spoilt(prompts={**WHOLE.prompts, "deeper": "Dig on."})),
    (rules.paragraph_faults, spoilt(source_paragraphs=())),
    (rules.paragraph_faults, spoilt(source_paragraphs=("P9",))),
    (rules.paragraph_faults, spoilt(draws_on=())),
    (rules.link_faults, with_body(lambda body: body + "\n\n[Out](https://a.org/)")),
    (rules.link_faults, with_body(lambda body: body + "\n\n[Off](/library/none/)")),
    (
        rules.link_faults,
        with_body(lambda body: body.replace("/help-lines/", "/safety/")),
    ),
    (rules.read_next_faults, spoilt(read_next=("finding-a-therapist",))),
    (rules.read_next_faults, spoilt(read_next=("nowhere",))),
    (rules.read_next_faults, spoilt(read_next=())),
    (rules.number_faults, with_body(lambda body: body + "\n\nAbout 87% agree.")),
    (rules.number_faults, with_body(lambda body: body + "\n\nAbout 9% agree.")),
    (rules.number_faults, with_body(lambda body: body + "\n\nOne in six agrees.")),
    (rules.number_faults, spoilt(summary="Call 0800 123 456.")),
    (rules.company_faults, with_body(lambda body: body + "\n\n## More\n\nTalkspace.")),
    (
        rules.company_faults,
        with_body(lambda body: body.replace("The firm", "Talkspace")),
    ),
    (rules.ruling_faults, with_body(lambda body: body + "\n\nYou will heal.")),
    (rules.ruling_faults, with_body(lambda body: body + "\n\nA form of PTSD.")),
    (rules.ruling_faults, spoilt(title="How to move on")),
    (rules.date_faults, spoilt(review_by=WHOLE.last_checked + timedelta(days=400))),
    (rules.date_faults, spoilt(review_by=WHOLE.last_checked)),
)


@pytest.mark.parametrize(
    ("rule", "article"), SPOILT, ids=[rule.__name__ for rule, _ in SPOILT]
)
def test_spoilt_article_breaks_its_rule(rule, article):
    shelf = {**SHELF, "finding-a-therapist": article}

    faults = rule("finding-a-therapist", shelf)

    assert len(faults) >= 1


def test_run_of_eight_words_is_found_wherever_it_stands():
    run = "These eight words, 8 of them, are TAKEN."
    known = rules.shingle_hashes("these eight words 8 of them are taken")
    places = (
        spoilt(body=f"{WHOLE.body}\n\n*So*: {run}"),
        spoilt(summary=run),
        spoilt(draws_on=(run,)),
        spoilt(claims=(replace(FIRST_CLAIM, text=run),)),
        spoilt(prompts={"deeper": run}),
    )

    found = [rules.run_faults("it", {"it": place}, known=known) for place in places]

    assert found == [["taken over: these eight words 8 of them are taken"]] * 5
    assert rules.run_faults("it", {"it": WHOLE}, known=known) == []


def test_source_is_kept_as_hashes_only():
    lines = rules.source_hashes()

    assert len(lines) == 751
    assert [line for line in lines if not re.fullmatch(r"[0-9a-f]{16}", line)] == []


def test_every_rule_has_a_spoilt_article():
    caught = {rule for rule, _ in SPOILT} | {rules.run_faults}

    assert caught == set(rules.RULES)


def test_articles_cover_every_paragraph_of_the_source():
    assert "not yet" not in rules.coverage_table(SHELF)


def test_library_holds_its_articles_and_one_page_about_itself():
    kinds = sorted(article.kind for article in SHELF.values())

    assert kinds == ["about"] + ["article"] * 14
    assert sorted(article.order for article in SHELF.values()) == [*range(1, 16)]


def test_page_about_the_library_asks_nothing_of_the_reader():
    about = SHELF["about-these-pages"]

    assert (about.prompts, about.content_note) == ({}, "")
    assert "No clinician has reviewed these pages yet" in about.body


def test_readme_holds_the_generated_table():
    readme = (CONTENT / "README.md").read_text(encoding="utf-8")

    table = readme.partition("<!-- coverage -->\n")[2].partition("\n<!-- end -->")[0]

    assert table == rules.coverage_table(SHELF)


def test_coverage_table_shows_a_paragraph_that_nobody_covers():
    table = rules.coverage_table({"one": spoilt(source_paragraphs=("P8",))})

    assert table.splitlines()[-2:] == ["| P7 | not yet |", "| P8 | `one` |"]


def test_writing_gently_says_that_journals_are_not_privileged():
    assert "Journals are not privileged." in SHELF["writing-gently"].body


def test_symptoms_page_leads_to_the_help_lines_before_its_first_heading():
    opening = SHELF["when-symptoms-stay"].body.partition("\n## ")[0]

    assert "ending your life" in opening
    assert "(/help-lines/)" in opening


def test_therapist_page_gives_both_sides_and_says_that_nobody_paid():
    box = WHOLE.body.partition(f"## {rules.BOX}")[2].partition("\n## ")[0]

    assert re.findall(r"The (?:company|firm) said", box) == [
        "The company said",
        "The company said",
        "The firm said",
    ]
    assert "Neither paid us. We endorse neither." in box


def test_work_page_prints_no_time_limit_that_was_not_seen_to_hold():
    body = SHELF["work-options"].body
    abroad = body.partition("## In other countries")[2].partition("\n## ")[0]

    assert "Acas" in abroad
    assert re.findall(r"\b(?:\d+|three|six) (?:days|months)\b", abroad) == []


def test_therapist_page_asks_five_questions():
    questions = re.findall(r"^(\d)\. .*\?", WHOLE.body, flags=re.MULTILINE)

    assert questions == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("time", 1),
        ("table", 2),
        ("asked", 1),
        ("wanted", 2),
        ("changes", 2),
        ("settled", 2),
        ("were", 1),
        ("violence", 3),
        ("question", 2),
        ("being", 2),
        ("experience", 4),
        ("harassment", 3),
        ("therapist", 3),
        ("you\u2019ve", 1),
        ("PTSD", 4),
        ("2,023", 4),
    ],
)
def test_syllables_are_estimated_from_spelling(word, syllables):
    assert syllables_of(word) == syllables


def test_grade_matches_the_formula_by_hand():
    # 10 words, 2 sentences, 10 syllables; the heading is not counted.
    text = "## Considerations\n\nThe cat sat on the mat. It is so warm."

    assert round(grade_of(text), 2) == round(0.39 * 5 + 11.8 * 1 - 15.59, 2)


def test_grade_counts_a_list_item_as_a_sentence():
    assert grade_of("- one two\n- three four") == grade_of("One two. Three four.")


def test_grade_of_a_text_without_words_is_nought():
    assert grade_of("") == 0.0
