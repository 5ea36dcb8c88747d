"""Loading: added, updated, left alone; a second run changes nothing."""

import hashlib
import json
from dataclasses import asdict
from datetime import date

import pytest

from resources.library.domain.loading import Outcome, load_library
from resources.library.domain.matter import ContentError
from resources.library.domain.rows import content_of
from resources.library.domain.shipped import CONTENT
from resources.library.models import Article, Prompt, State, Topic
from tests.resources.library.factories import PROMPTS, article_text, write_folder

pytestmark = pytest.mark.django_db

ROWS = (Article, Topic, Prompt, Article.topics.through)


def stored() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in ROWS]


def test_folder_is_loaded_in_full(tmp_path):
    report = load_library(write_folder(tmp_path, tides=article_text()))

    article = Article.objects.get()
    assert report.files == {
        Outcome.ADDED: ["en/topics/healing", "en/topics/rights", "en/tides"]
    }
    assert (article.slug, article.language, article.state) == (
        "tides",
        "en",
        "published",
    )
    assert [topic.slug for topic in article.topics.all()] == ["healing"]
    assert article.claims == [
        {
            "text": "Most people feel better with time.",
            "source": "A review, 2021",
            "url": "https://doi.org/10.1000/example",
            "checked": "2026-11-12",
        }
    ]
    assert article.headings == [
        {"id": "calm-days", "text": "Calm days"},
        {"id": "hard-days", "text": "Hard days"},
    ]


def test_second_run_changes_nothing(tmp_path):
    folder = write_folder(tmp_path, tides=article_text())
    load_library(folder)
    before = stored()

    report = load_library(folder)

    assert list(report.files) == [Outcome.UNCHANGED]
    assert stored() == before


def test_real_content_loads_twice_without_a_change():
    load_library(CONTENT)
    before = stored()

    report = load_library(CONTENT)

    assert Article.objects.filter(state=State.PUBLISHED).count() >= 5
    assert list(report.files) == [Outcome.UNCHANGED]
    assert stored() == before


def test_newer_file_updates_an_untouched_row(tmp_path):
    load_library(write_folder(tmp_path, tides=article_text()))
    newer = article_text(
        title="High tides", body="## Calmer\n\nNew.", content_note_skip="calmer"
    ).replace("  deeper: What has changed?\n", "")

    report = load_library(write_folder(tmp_path, tides=newer))

    article = Article.objects.get()
    assert report.files[Outcome.UPDATED] == ["en/tides"]
    assert article.title == "High tides"
    assert article.rendered == '<h2 id="calmer">Calmer</h2>\n<p>New.</p>\n'
    assert set(article.prompts.values_list("depth", flat=True)) == {
        "steady",
        "describe",
    }


@pytest.mark.parametrize("touched", ["title", "topics", "prompt", "state"])
def test_row_that_a_curator_edited_is_kept_and_reported(tmp_path, touched):
    load_library(write_folder(tmp_path, tides=article_text()))
    article = Article.objects.get()
    if touched == "title":
        Article.objects.update(title="Ours")
    elif touched == "topics":
        article.topics.add(Topic.objects.get(slug="rights"))
    elif touched == "prompt":
        article.prompts.update(text="Ours?")
    else:
        Article.objects.update(state=State.DRAFT)
    before = stored()

    report = load_library(write_folder(tmp_path, tides=article_text(title="New")))

    assert report.files[Outcome.KEPT_AS_EDITED] == ["en/tides"]
    assert stored() == before


def test_article_that_a_curator_wrote_under_a_shipped_slug_is_kept(tmp_path):
    folder = write_folder(tmp_path, tides=article_text())
    load_library(folder)
    Article.objects.update(shipped_digest="", title="Written here")

    report = load_library(folder)

    assert report.files[Outcome.KEPT_AS_EDITED] == ["en/tides"]
    assert Article.objects.get().title == "Written here"


def test_retired_article_is_never_revived(tmp_path):
    load_library(write_folder(tmp_path, tides=article_text()))
    Article.objects.update(state=State.RETIRED)

    report = load_library(write_folder(tmp_path, tides=article_text(title="New")))

    article = Article.objects.get()
    assert report.files[Outcome.KEPT_AS_RETIRED] == ["en/tides"]
    assert (article.state, article.title) == ("retired", "Tides")


def test_article_shipped_as_retired_is_never_revived(tmp_path):
    load_library(write_folder(tmp_path, tides=article_text(state="retired")))

    report = load_library(write_folder(tmp_path, tides=article_text()))

    assert report.files[Outcome.KEPT_AS_RETIRED] == ["en/tides"]
    assert Article.objects.get().state == State.RETIRED


def test_topic_is_updated_unless_a_curator_edited_it(tmp_path):
    folder = write_folder(tmp_path)
    load_library(folder)
    Topic.objects.filter(slug="rights").update(name="Ours")
    (folder / "en" / "topics.yaml").write_text(
        "[{slug: healing, name: Mending}, {slug: rights, name: Law}]"
    )

    report = load_library(folder)

    assert report.files == {
        Outcome.UPDATED: ["en/topics/healing"],
        Outcome.KEPT_AS_EDITED: ["en/topics/rights"],
    }
    assert [topic.name for topic in Topic.objects.all()] == ["Mending", "Ours"]


def test_text_of_an_older_pipeline_is_rendered_again(tmp_path):
    folder = write_folder(tmp_path, tides=article_text())
    load_library(folder)
    before = stored()
    Article.objects.update(pipeline=0, rendered="<p>Old.</p>", title="Tides")

    report = load_library(folder)

    assert report.rendered == 1
    assert stored() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            article_text(topics="[sea]"),
            ("en/waves.md: “topics” names a topic that topics.yaml does not have."),
        ),
        (
            article_text(body="<b>bold"),
            ("en/waves.md: Line 1: HTML is not accepted. Please write it in Markdown."),
        ),
        (
            article_text(content_note_skip="nowhere"),
            (
                "en/waves.md: No heading has the id "
                "“nowhere”. There are: calm-days, hard-days."
            ),
        ),
        (
            article_text(title="w" * 121),
            (
                "en/waves: “title” does not fit: This is too long: "
                "up to 120 characters fit here."
            ),
        ),
    ],
)
def test_one_wrong_file_stops_all_with_its_name(tmp_path, text, message):
    folder = write_folder(tmp_path, tides=article_text(), waves=text)

    with pytest.raises(ContentError) as error:
        load_library(folder)

    assert str(error.value) == message
    assert stored() == [[], [], [], []]


def test_folder_without_languages_or_topics_is_refused(tmp_path):
    with pytest.raises(ContentError, match="holds no folder of a language"):
        load_library(tmp_path)
    (tmp_path / "en").mkdir()

    with pytest.raises(ContentError, match=r"topics\.yaml cannot be read"):
        load_library(tmp_path)


def test_file_name_that_is_no_slug_is_refused(tmp_path):
    folder = write_folder(tmp_path, **{"high tides": article_text()})

    with pytest.raises(ContentError, match=r"^en/high tides\.md: Enter a valid"):
        load_library(folder)


def test_row_loaded_before_there_was_a_subject_still_counts_as_untouched(tmp_path):
    load_library(write_folder(tmp_path, tides=article_text()))
    article = Article.objects.get()
    matter = asdict(content_of(article))
    del matter["subject"]
    before = json.dumps(matter, sort_keys=True, default=date.isoformat)
    digest = hashlib.sha256(before.encode()).hexdigest()
    Article.objects.update(shipped_digest=digest)
    newer = article_text(order="7\nsubject: law")

    report = load_library(write_folder(tmp_path, tides=newer))

    assert article.shipped_digest == digest
    assert report.files[Outcome.UPDATED] == ["en/tides"]
    assert Article.objects.get().subject == "law"


def test_own_prompts_are_loaded_and_a_second_run_changes_nothing(tmp_path):
    folder = write_folder(tmp_path, prompts=PROMPTS)

    report = load_library(folder)

    before = stored()
    names = ["en/prompts/shells", "en/prompts/deep-water"]
    assert report.files[Outcome.ADDED][-2:] == names
    assert list(
        Prompt.objects.order_by("pk").values_list("slug", "depth", "state", "language")
    ) == [
        ("shells", "steady", "published", "en"),
        ("deep-water", "deeper", "published", "en"),
    ]
    assert list(load_library(folder).files) == [Outcome.UNCHANGED]
    assert stored() == before


def test_newer_words_update_an_untouched_prompt(tmp_path):
    load_library(write_folder(tmp_path, prompts=PROMPTS))
    newer = PROMPTS.replace("What did the tide leave?", "What came in?")

    report = load_library(write_folder(tmp_path, prompts=newer))

    assert report.files[Outcome.UPDATED] == ["en/prompts/shells"]
    assert Prompt.objects.get(slug="shells").text == "What came in?"


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"text": "Ours?"}, Outcome.KEPT_AS_EDITED),
        ({"depth": "describe"}, Outcome.KEPT_AS_EDITED),
        ({"state": State.DRAFT}, Outcome.KEPT_AS_EDITED),
        ({"shipped_digest": "", "text": "Ours?"}, Outcome.KEPT_AS_EDITED),
        ({"state": State.RETIRED}, Outcome.KEPT_AS_RETIRED),
    ],
)
def test_prompt_that_a_curator_changed_is_kept_and_reported(tmp_path, change, outcome):
    load_library(write_folder(tmp_path, prompts=PROMPTS))
    Prompt.objects.filter(slug="shells").update(**change)
    before = stored()
    newer = PROMPTS.replace("What did the tide leave?", "What came in?")

    report = load_library(write_folder(tmp_path, prompts=newer))

    assert report.files[outcome] == ["en/prompts/shells"]
    assert stored() == before


def test_prompt_that_is_not_shipped_any_more_stays(tmp_path):
    load_library(write_folder(tmp_path, prompts=PROMPTS))
    before = stored()

    load_library(write_folder(tmp_path, prompts=PROMPTS.split("- slug: deep")[0]))

    assert stored() == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("slug: deep-water", "slug: shells", "“slug” stands here twice."),
        ("deeper", "deepest", "“depth” is not one of the words that it may be."),
        ("  depth: deeper\n", "", "“depth” is missing."),
        ("text: What lies", "words: What lies", "“words” is not a key that is known"),
        ("deep-water", "deep water", "en/prompts/deep water: “slug” does not fit:"),
        (
            "What lies",
            "What lies " + "far " * 50,
            (
                "en/prompts/deep-water: “text” does not fit: "
                "Please keep it to 200 characters."
            ),
        ),
    ],
)
def test_one_wrong_prompt_stops_all(tmp_path, old, new, message):
    folder = write_folder(tmp_path, prompts=PROMPTS.replace(old, new))

    with pytest.raises(ContentError) as error:
        load_library(folder)

    assert message in str(error.value)
    assert stored() == [[], [], [], []]
