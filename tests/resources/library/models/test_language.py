"""Languages: a tag in lower case, and nothing that leads out of a folder."""

import pytest
from django.core.exceptions import ValidationError

from resources.library.models import Article, Prompt, Topic

TAGS = ("en", "fil", "pt-br", "zh-hant-tw", "es-419")
OTHERS = ("", "e", "english", "EN", "en_gb", "en-", "../en", "en/de", "en\n")


def is_refused(model, tag) -> bool:
    try:
        model._meta.get_field("language").clean(tag, None)  # noqa: SLF001 -- Django's documented API
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("model", [Article, Prompt, Topic])
def test_tags_are_taken_and_nothing_else(model):
    assert [tag for tag in TAGS if is_refused(model, tag)] == []
    assert [tag for tag in OTHERS if not is_refused(model, tag)] == []
