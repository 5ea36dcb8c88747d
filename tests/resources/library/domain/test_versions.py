"""Versions: kept once for each whole change, compared line by line, brought back."""

import pytest
from django.http import Http404

from resources.library.domain.content import digest_of
from resources.library.domain.editing import save_article
from resources.library.domain.revisions import NotADraftError
from resources.library.domain.rows import content_of
from resources.library.domain.versions import (
    OlderError,
    file_before,
    file_now,
    keep_first_versions,
    keep_version,
    newest_version,
    restore,
    versions_of,
)
from resources.library.models import Article, Event, State
from tests.resources.library.factories import make_article, make_prompts, make_topic

pytestmark = pytest.mark.django_db


def bring_back(article, *, number, by) -> Article:
    """Bring back a version in sight of the article as it is."""
    return restore(article, number=number, newest=newest_version(article), by=by)


def edited(article, account=None, **changes) -> Article:
    for name, value in changes.items():
        setattr(article, name, value)
    save_article(article)
    keep_version(article, event=Event.EDITED, by=account)
    return article


def test_version_keeps_text_topics_and_prompts(curator):
    article = make_article(state=State.DRAFT)
    make_prompts(article)

    edited(article, curator, title="Newer")

    kept = article.history.get()
    assert kept.file == file_now(Article.objects.get())
    assert 'steady: "Words: steady"' in kept.file
    assert (kept.title, kept.history_user, kept.event) == ("Newer", curator, "edited")


def test_saving_alone_keeps_nothing():
    article = make_article()

    article.save()

    assert article.history.count() == 0


def test_save_without_a_change_keeps_nothing_more():
    article = edited(make_article(), title="Newer")

    edited(article)

    assert article.history.count() == 1


def test_first_versions_are_kept_once():
    articles = [make_article(), make_article("ebb")]

    keep_first_versions()
    keep_first_versions()

    assert [one.history.get().event for one in articles] == ["loaded", "loaded"]


def test_version_before_is_of_the_same_article():
    other = edited(make_article("ebb"), title="Ebb")
    article = edited(make_article(), title="First")
    edited(other, title="Ebb again")
    edited(article, title="Second")
    second, first = versions_of(article)

    assert "title: First" in file_before(article, number=second.history_id)
    assert file_before(article, number=first.history_id) == ""


def test_version_comes_back_whole(curator):
    article = make_article(state=State.DRAFT)
    make_prompts(article)
    edited(article, title="First")
    before = content_of(Article.objects.get())
    article.prompts.update(text="Other")
    article.topics.set([make_topic("sea")])
    edited(article, title="Second", body="Gone.")
    first = article.history.last()

    back = bring_back(Article.objects.get(), number=first.history_id, by=curator)

    assert back == article
    assert digest_of(content_of(Article.objects.get())) == digest_of(before)
    newest = article.history.first()
    assert (newest.event, newest.history_user) == ("restored", curator)


def test_version_of_a_published_article_comes_back_in_a_working_copy(curator):
    article = edited(make_article(), title="First")
    edited(article, title="Second")
    first = article.history.last()

    copy = bring_back(article, number=first.history_id, by=curator)

    assert (copy.revises, copy.title, copy.state) == (article, "First", "draft")
    assert Article.objects.get(pk=article.pk).title == "Second"


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.RETIRED])
def test_version_does_not_come_back_into_what_is_closed(curator, state):
    article = edited(make_article(state=state))
    edited(article, title="Second")

    with pytest.raises(NotADraftError):
        bring_back(article, number=article.history.last().history_id, by=curator)

    assert Article.objects.get().title == "Second"


def test_version_of_another_article_is_not_found(curator):
    article, other = edited(make_article()), edited(make_article("ebb"))

    with pytest.raises(Http404):
        bring_back(article, number=other.history.get().history_id, by=curator)


def test_account_that_is_gone_leaves_the_version_without_a_name(curator):
    article = edited(make_article(), curator, title="Newer")

    curator.delete()

    assert versions_of(article).get().history_user is None


def test_version_does_not_come_back_over_words_that_nobody_saw(curator):
    article = edited(make_article(state=State.DRAFT), title="First")
    seen = newest_version(article)
    edited(article, title="Second")

    with pytest.raises(OlderError, match="has changed since you looked"):
        restore(
            article, number=article.history.last().history_id, newest=seen, by=curator
        )

    assert Article.objects.get().title == "Second"
