"""The desk's page of what a release changed: compared, taken, or let be."""

import pytest
from django.urls import reverse

from resources.library import desk as desk_pages
from resources.library.domain.loading import load_library
from resources.library.domain.revisions import working_copy
from resources.library.domain.workflow import digest_now
from resources.library.models import Article
from tests.resources.library.conftest import desk_of
from tests.resources.library.factories import article_text, write_folder
from tests.resources.library.test_desk import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(tmp_path, monkeypatch) -> Article:
    """Return an article that a release changed, and somebody here too."""
    load_library(write_folder(tmp_path, tides=article_text()))
    Article.objects.update(title="Ours")
    newer = write_folder(tmp_path, tides=article_text(title="Theirs"))
    monkeypatch.setattr(desk_pages, "CONTENT", newer)
    return Article.objects.get()


def test_release_is_compared_and_kept_or_taken(curator, waiting):
    client = desk_of(curator)
    listed = client.get(reverse("admin:library_article_due")).content.decode()
    assert page("release", waiting) in listed

    html = client.get(page("release", waiting)).content.decode()
    assert "<ins>title: <mark>Theirs</mark></ins>" in html
    seen = {"read": digest_now(waiting)}
    assert seen["read"] in html
    answer = client.post(page("release", waiting), {"decision": "theirs", **seen})

    copy = Article.objects.get(revises=waiting)
    assert (answer["Location"], copy.title) == (page("preview", copy), "Theirs")
    assert client.get(page("release", waiting)).status_code == 404


def test_release_is_let_be(curator, waiting):
    client = desk_of(curator)

    unsaid = client.post(page("release", waiting))
    assert unsaid["Location"] == page("release", waiting)
    said = {"decision": "ours", "reason": "Ours is kinder."}
    client.post(page("release", waiting), said)

    told = client.get(page("history", waiting)).content.decode()
    assert "Kept, though a release has other words" in told
    assert "Ours is kinder." in told
    assert client.get(page("release", waiting)).status_code == 404
    assert Article.objects.get().title == "Ours"


def test_release_is_not_put_over_a_copy_or_over_words_unread(curator, waiting):
    client = desk_of(curator)
    unread = client.post(page("release", waiting), {"decision": "theirs"}, follow=True)
    assert "The words have changed since you read them." in unread.content.decode()
    copy = working_copy(waiting)
    html = client.get(page("release", waiting)).content.decode()
    assert page("preview", copy) in html
    assert 'value="theirs"' not in html

    data = {"decision": "theirs", "read": digest_now(waiting)}
    refused = client.post(page("release", waiting), data, follow=True)

    assert refused.redirect_chain[0][0] == page("preview", copy)
    assert "nothing was put over their words" in refused.content.decode()
    copy.refresh_from_db()
    assert copy.title == "Ours"


def test_reviewer_decides_nothing_about_a_release(reviewer, waiting):
    client = desk_of(reviewer)

    assert client.get(page("release", waiting)).status_code == 200
    answer = client.post(page("release", waiting), {"decision": "ours"})

    assert answer.status_code == 403
    assert client.get(page("release", waiting)).status_code == 200
