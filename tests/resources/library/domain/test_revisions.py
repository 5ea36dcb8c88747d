"""Working copies: what they are called."""

import pytest

from resources.library.domain.loading import Outcome, load_library
from resources.library.domain.revisions import working_copy
from tests.resources.library.factories import article_text, make_article, write_folder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("others", "name"),
    [
        ((), "tides-next"),
        (("tides-next",), "tides-next1"),
        (("tides-next", "tides-next1"), "tides-next2"),
    ],
)
def test_copy_takes_a_name_that_is_free(others, name):
    article = make_article("tides")
    for other in others:
        make_article(other)

    assert working_copy(article).slug == name


def test_copies_of_long_names_are_told_apart():
    first, second = (
        make_article("a" * 79 + end, title="Long", tab_title="Long") for end in "bc"
    )

    names = working_copy(first).slug, working_copy(second).slug

    assert names == ("a" * 75 + "-next", "a" * 74 + "-next1")


def test_working_copy_gives_way_to_an_article_of_its_name(tmp_path):
    copy = working_copy(make_article())

    report = load_library(write_folder(tmp_path, **{"tides-next": article_text()}))

    copy.refresh_from_db()
    assert (copy.slug, copy.title) == ("tides-next-next", "The tides")
    assert report.files[Outcome.ADDED][-1] == "en/tides-next"
