"""The command that loads the library."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from resources.library.models import Article
from tests.resources.library.factories import article_text, write_folder

pytestmark = pytest.mark.django_db


def test_command_says_what_became_of_the_files(tmp_path):
    folder = write_folder(tmp_path, tides=article_text())
    call_command("load_library", content=folder, stdout=StringIO())
    Article.objects.update(title="Ours")
    out = StringIO()

    call_command("load_library", content=folder, stdout=out)

    assert out.getvalue() == (
        "Library: 0 added, 0 updated, 2 unchanged, 1 kept as edited here, "
        "0 kept as retired here; 0 rendered again.\n"
        "  en/tides: kept as edited here\n"
    )


def test_command_fails_with_the_file_and_the_key(tmp_path):
    folder = write_folder(tmp_path, tides=article_text(title=""))

    with pytest.raises(CommandError, match=r"^en/tides\.md: “title” is missing\.$"):
        call_command("load_library", content=folder)
