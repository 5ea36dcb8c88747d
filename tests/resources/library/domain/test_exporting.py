"""Out as files and back: the same bytes, the same pages, and nobody's work undone."""

import pytest
from django.urls import reverse

from resources.library.domain.editing import save_article
from resources.library.domain.exporting import export_library, import_library
from resources.library.domain.loading import Outcome, load_library
from resources.library.domain.matter import ContentError
from resources.library.domain.revisions import working_copy
from resources.library.domain.shipped import CONTENT
from resources.library.models import Article, Prompt, State, Topic
from tests.resources.library.factories import (
    article_text,
    make_article,
    make_own_prompt,
    make_prompts,
    make_topic,
    write_folder,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    """Load what ships, and work on it as a desk does."""
    load_library(CONTENT)
    edited = Article.objects.get(slug="no-timetable")
    edited.title, edited.summary = "Ours: a “title”", "1. – # [x]"
    save_article(edited)
    Article.objects.filter(slug="trust-again").update(state=State.RETIRED)
    own = Prompt.objects.filter(article=None).order_by("pk")
    own.filter(slug=own[0].slug).update(text="Ours: what is near?")
    own.filter(slug=own[1].slug).update(state=State.RETIRED)
    sea = make_topic("mer", language="fr", name="La mer", order=4)
    make_prompts(make_article("ebauche", language="fr", topic=sea, state=State.DRAFT))


def files_in(folder) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def pages(client) -> dict[str, str]:
    slugs = Article.objects.order_by("slug").values_list("slug", flat=True)
    topics = Topic.objects.values_list("slug", flat=True)
    addresses = [
        reverse("article-list"),
        *(reverse("article", args=[slug]) for slug in slugs),
        *(reverse("topic", args=[slug]) for slug in topics),
    ]
    found = {address: client.get(address) for address in addresses}
    return {
        address: f"{answer.status_code} {answer.content.decode()}"
        for address, answer in found.items()
    }


def wipe() -> None:
    Article.objects.all().delete()
    Topic.objects.all().delete()
    Prompt.objects.all().delete()


def test_library_comes_back_byte_for_byte_and_page_for_page(client, tmp_path, library):
    first, second = tmp_path / "first", tmp_path / "second"
    written = export_library(first)
    before = pages(client)
    wipe()

    import_library(first)

    export_library(second)
    assert files_in(first) == files_in(second)
    assert set(written) == set(files_in(first))
    assert pages(client) == before
    assert len(before) >= 20


def test_untouched_library_is_exported_as_it_ships(tmp_path):
    load_library(CONTENT)

    export_library(tmp_path)

    shipped = files_in(CONTENT)
    del shipped["README.md"]
    assert files_in(tmp_path) == shipped


def test_release_after_an_import_undoes_nobodys_work(tmp_path, library):
    export_library(tmp_path)
    wipe()
    import_library(tmp_path)

    report = load_library(CONTENT)

    edited, retired = own_prompts_of_the_library()
    assert report.files[Outcome.KEPT_AS_EDITED] == ["en/no-timetable", edited]
    assert report.files[Outcome.KEPT_AS_RETIRED] == ["en/trust-again", retired]
    assert set(report.files) == {
        Outcome.UNCHANGED,
        Outcome.KEPT_AS_EDITED,
        Outcome.KEPT_AS_RETIRED,
    }
    kept = Article.objects.filter(language="en").exclude(shipped_digest="")
    assert kept.count() == Article.objects.filter(language="en").count() - 2


def own_prompts_of_the_library():
    prompts = Prompt.objects.filter(article=None)
    one = prompts.get(text__startswith="Ours"), prompts.get(state=State.RETIRED)
    return [f"en/prompts/{prompt.slug}" for prompt in one]


def test_second_import_writes_nothing(tmp_path, library):
    export_library(tmp_path)

    assert import_library(tmp_path) == []


def test_other_words_are_replaced_only_when_that_is_asked_for(tmp_path, library):
    export_library(tmp_path)
    Article.objects.filter(slug="no-timetable").update(title="Later")

    with pytest.raises(ContentError, match="en/no-timetable is here in other words"):
        import_library(tmp_path)
    assert Article.objects.get(slug="no-timetable").title == "Later"

    written = import_library(tmp_path, may_replace=True)

    assert written == ["en/no-timetable", "fr/topics/mer"]  # its order as well
    article = Article.objects.get(slug="no-timetable")
    assert article.title == "Ours: a “title”"
    assert article.history.first().event == "imported"


def test_other_topics_are_replaced_only_when_that_is_asked_for(tmp_path, library):
    export_library(tmp_path)
    Topic.objects.filter(slug="mer").update(name="L’eau")

    with pytest.raises(ContentError, match="fr/topics/mer is here in other words"):
        import_library(tmp_path)
    written = import_library(tmp_path, may_replace=True)

    # Its order is its place in the file.
    assert "fr/topics/mer" in written
    assert Topic.objects.get(slug="mer").name == "La mer"


def test_other_prompts_are_replaced_only_when_that_is_asked_for(tmp_path, library):
    export_library(tmp_path)
    Prompt.objects.filter(text__startswith="Ours").update(text="Theirs.")

    with pytest.raises(ContentError, match="is here in other words"):
        import_library(tmp_path)
    import_library(tmp_path, may_replace=True)

    assert not Prompt.objects.filter(text="Theirs.").exists()
    assert Prompt.objects.filter(text__startswith="Ours").count() == 1


def test_working_copy_stays_behind(tmp_path):
    working_copy(make_article())

    assert export_library(tmp_path) == ["en/topics.yaml", "en/tides.md"]


def test_folder_with_something_in_it_is_refused(tmp_path, library):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(ContentError, match="is not empty"):
        export_library(tmp_path)

    assert set(files_in(tmp_path)) == {"mine.txt"}


@pytest.mark.parametrize("tag", ["../../out", "/srv", "en/..", "", ".", "EN", "e n"])
def test_what_is_no_language_is_no_folder(tmp_path, tag):
    make_topic(language="en")
    make_article(language=tag, topic=make_topic("sea", language="de"))
    folder = tmp_path / "a" / "b"

    with pytest.raises(ContentError, match="is no language"):
        export_library(folder)

    assert list(tmp_path.iterdir()) == []


def test_language_that_has_prompts_alone_is_exported_too(tmp_path):
    make_own_prompt("marea", language="es")

    assert export_library(tmp_path) == ["es/topics.yaml", "es/prompts.yaml"]


def test_working_copy_is_not_taken_for_an_article_of_its_name(tmp_path):
    copy = working_copy(make_article())
    folder = write_folder(tmp_path, **{"tides-next": article_text()})

    import_library(folder)

    copy.refresh_from_db()
    assert (copy.slug, copy.title) == ("tides-next-next", "The tides")
    assert Article.objects.get(slug="tides-next").title == "Tides"
