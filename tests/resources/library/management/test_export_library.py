"""The two commands: out to a folder, and back from it."""

import io

import pytest
from django.core.management import CommandError, call_command

from resources.library.models import Article
from tests.resources.library.factories import article_text, make_article, write_folder

pytestmark = pytest.mark.django_db


def run(*words) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_library_goes_out_and_comes_back(tmp_path):
    make_article()

    assert run("export_library", str(tmp_path)) == "Library: 2 files written.\n"
    Article.objects.all().delete()
    assert run("import_library", str(tmp_path)) == "Library: 1 written.\n"

    assert Article.objects.get().slug == "tides"


def test_refusals_are_sentences(tmp_path):
    make_article()
    run("export_library", str(tmp_path))
    Article.objects.update(title="Later")

    with pytest.raises(CommandError, match="is not empty"):
        run("export_library", str(tmp_path))
    with pytest.raises(CommandError, match="en/tides is here in other words"):
        run("import_library", str(tmp_path))
    assert run("import_library", str(tmp_path), "--replace") == (
        "Library: 1 written.\n"
    )


def test_what_a_row_does_not_take_is_a_sentence_too(tmp_path):
    folder = write_folder(tmp_path, tides=article_text(title="Tides " * 21))

    with pytest.raises(CommandError, match=r"^en/tides: “title” does not fit: "):
        run("import_library", str(folder))

    assert not Article.objects.exists()


def test_folder_that_is_no_language_is_a_sentence(tmp_path):
    write_folder(tmp_path).joinpath("en").rename(tmp_path / "no language")

    with pytest.raises(CommandError, match="“language” does not fit"):
        run("import_library", str(tmp_path))
