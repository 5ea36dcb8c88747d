"""The two commands: out to a folder, and back from it."""

import io

import pytest
from django.core.management import CommandError, call_command

from resources.library.models import Article
from tests.resources.library.factories import make_article

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
