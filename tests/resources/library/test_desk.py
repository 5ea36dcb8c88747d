"""The desk's own pages: preview, steps, history, and who may see them."""

import pytest
from django.urls import reverse

from resources.library.domain.editing import save_article
from resources.library.domain.revisions import working_copy
from resources.library.domain.versions import keep_version
from resources.library.domain.workflow import digest_now
from resources.library.models import Article, Event, Move, State, Transition
from tests.resources.library.conftest import desk_of
from tests.resources.library.factories import (
    make_article,
    make_prompts,
)

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("Curators", State.DRAFT, Move.SEND),
    ("Curators", State.IN_REVIEW, Move.RETURN),
    ("Reviewers", State.IN_REVIEW, Move.RETURN),
    ("Reviewers", State.IN_REVIEW, Move.APPROVE),
    ("Publishers", State.DRAFT, Move.RETIRE),
    ("Publishers", State.IN_REVIEW, Move.RETURN),
    ("Publishers", State.IN_REVIEW, Move.RETIRE),
    ("Publishers", State.PUBLISHED, Move.RETIRE),
    ("Publishers", State.RETIRED, Move.REOPEN),
}


def page(name, article, *more) -> str:
    return reverse(f"admin:library_article_{name}", args=[article.pk, *more])


def post_step(client, article, step, *, reason="It is ready."):
    data = {"step": step, "reason": reason, "read": digest_now(article)}
    return client.post(page("preview", article), data)


@pytest.mark.parametrize("role", ["Curators", "Reviewers", "Publishers"])
def test_request_made_by_hand_is_refused_like_a_missing_button(worker, role):
    client = desk_of(worker("ivan", role))
    found = set()
    for state in State:
        for step in Move:
            article = make_article(f"a-{state}-{step}".replace("_", "-"), state=state)
            answer = post_step(client, article, step)
            moved = Transition.objects.filter(article=article).exists()
            assert answer.status_code in ({302} if moved else {200, 403})
            found |= {(role, state, step)} if moved else set()

    assert found == {each for each in ALLOWED if each[0] == role}


def test_preview_is_the_public_page_with_the_steps_below(curator):
    article = make_article(state=State.DRAFT)
    make_prompts(article)

    response = desk_of(curator).get(page("preview", article))

    html = response.content.decode()
    assert "library/article.html" in [one.name for one in response.templates]
    assert '<h2 id="calm-days">Calm days</h2>' in html
    assert "Only the desk sees this page." in html
    assert 'value="send"' in html
    assert 'value="publish"' not in html
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert (
        response["Cache-Control"].startswith("max-age=0")
        or "no-store" in (response["Cache-Control"])
    )


@pytest.mark.parametrize("name", ["preview", "changes", "history", "release"])
def test_reader_and_other_staff_see_no_page_of_the_desk(
    client, alice_client, worker, name
):
    article = make_article(state=State.DRAFT)
    keeper = desk_of(worker("ivan", "Directory keepers"))

    assert client.get(page(name, article)).status_code == 302
    assert alice_client.get(page(name, article)).status_code == 403
    assert keeper.get(page(name, article)).status_code == 403
    assert keeper.get(reverse("admin:library_article_due")).status_code == 403


def test_draft_is_not_on_the_public_address(client):
    article = make_article(state=State.DRAFT)

    assert client.get(reverse("article", args=[article.slug])).status_code == 404


def test_refusal_keeps_what_was_typed(reviewer, publisher):
    article = make_article(state=State.IN_REVIEW)

    answer = post_step(desk_of(publisher), article, "publish", reason="My words.")

    html = answer.content.decode()
    assert "Nobody has approved these words yet." in html
    assert "My words." in html


def test_step_leads_back_to_the_page_with_a_word(curator):
    article = make_article(state=State.DRAFT)
    client = desk_of(curator)

    answer = post_step(client, article, "send")

    assert answer["Location"] == page("preview", article)
    html = client.get(answer["Location"]).content.decode()
    assert "Done: Send to review." in html
    assert "It is ready." in html


def test_step_that_is_none_is_refused(curator):
    article = make_article(state=State.DRAFT)

    answer = post_step(desk_of(curator), article, "burn")

    assert answer.status_code == 200
    assert Transition.objects.count() == 0


def test_preview_shows_a_second_form_of_the_words_as_changed(curator, reviewer):
    article = make_article(state=State.IN_REVIEW)
    client = desk_of(reviewer)
    read = digest_now(article)
    Article.objects.update(title="Slipped in")

    answer = client.post(page("preview", article), {"step": "approve", "read": read})

    html = answer.content.decode()
    assert "The words have changed since you read them." in html
    assert Transition.objects.count() == 0
    assert f'value="{read}"' not in html


def test_published_article_is_changed_in_a_working_copy(curator):
    article = make_article()
    client = desk_of(curator)

    first = client.post(page("revise", article))
    again = client.post(page("revise", article))

    copy = Article.objects.get(revises=article)
    assert first["Location"] == again["Location"] == page("change", copy)
    assert client.get(page("change", copy)).status_code == 200
    assert client.get(page("revise", article)).status_code == 405


def test_curator_drops_a_working_copy_and_readers_notice_nothing(curator):
    article = make_article()
    make_prompts(article)
    copy = working_copy(article)
    client = desk_of(curator)

    client.post(page("delete", copy), {"post": "yes"})

    assert list(Article.objects.all()) == [article]
    assert article.prompts.count() == 3
    told = client.get(page("history", article)).content.decode()
    assert "A working copy was dropped" in told
    assert client.get(page("preview", copy)).status_code == 404
    assert client.post(page("delete", article), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.RETIRED])
def test_what_is_closed_is_not_revised(curator, state):
    article = make_article(state=state)

    answer = desk_of(curator).post(page("revise", article))

    assert answer["Location"] == page("preview", article)
    assert Article.objects.count() == 1


def test_reviewer_notes_a_clinical_review(reviewer):
    article = make_article()
    client = desk_of(reviewer)
    said = {"who": "R. M.", "profession": "nurse", "date": "2026-10-01"}

    client.post(page("review", article), said)
    assert Article.objects.get().clinical_review is None  # it does not say of what
    client.post(page("review", article), {**said, "read": digest_now(article)})

    assert Article.objects.get().clinical_review == said
    html = client.get(page("preview", article)).content.decode()
    assert 'value="R. M."' in html
    half = client.post(page("review", article), {"who": "S. T."})
    assert "A review needs all three" in half.content.decode()
    assert Article.objects.get().clinical_review == said


def test_preview_says_that_a_review_was_of_other_words(reviewer):
    article = make_article()
    client = desk_of(reviewer)
    said = {"who": "R. M.", "profession": "nurse", "date": "2026-10-01"}
    client.post(page("review", article), {**said, "read": digest_now(article)})
    told = "R. M. reviewed other words than these, on 1 October 2026."
    assert told not in client.get(page("preview", article)).content.decode()

    Article.objects.update(title="Other")

    html = client.get(page("preview", article)).content.decode()
    assert told in html
    assert "Not yet clinically reviewed" in html


def test_copy_is_compared_with_what_readers_see(curator):
    copy = working_copy(make_article(title="First"))
    client = desk_of(curator)
    assert page("changes", copy) in client.get(page("preview", copy)).content.decode()
    same = client.get(page("changes", copy)).content.decode()
    assert "Nothing: both have the same words." in same

    Article.objects.filter(pk=copy.pk).update(title="Second")

    html = client.get(page("changes", copy)).content.decode()
    assert "<del>title: <mark>First</mark></del>" in html
    assert client.get(page("changes", copy.revises)).status_code == 404


def test_curator_notes_no_clinical_review(curator):
    article = make_article()
    said = {"who": "R. M.", "profession": "nurse", "date": "2026-10-01"}

    assert desk_of(curator).post(page("review", article), said).status_code == 403
    assert Article.objects.get().clinical_review is None


@pytest.fixture
def twice(curator) -> Article:
    """Return a draft with two versions, the newer one by Frank."""
    article = make_article(state=State.DRAFT, title="First")
    keep_version(article, event=Event.LOADED)
    article.title = "Second & last"
    save_article(article)
    keep_version(article, event=Event.EDITED, by=curator)
    return article


def test_history_lists_versions_with_who_and_when(curator, twice):
    html = desk_of(curator).get(page("history", twice)).content.decode()

    newer, older = twice.history.all()
    for version in (newer, older):
        assert page("version", twice, version.history_id) in html
    assert "frank" in html
    assert "nobody at the desk" in html


def test_version_shows_its_change_and_comes_back(curator, twice):
    client = desk_of(curator)
    newer, older = twice.history.all()

    html = client.get(page("version", twice, newer.history_id)).content.decode()
    assert "<del>title: <mark>First</mark></del>" in html
    assert "<ins>title: <mark>Second &amp; last</mark></ins>" in html

    blind = client.post(page("version", twice, older.history_id), follow=True)
    assert "has changed since you looked" in blind.content.decode()
    data = {"newest": str(newer.history_id)}
    back = client.post(page("version", twice, older.history_id), data)
    assert back["Location"] == page("change", twice)
    assert Article.objects.get().title == "First"


def test_version_is_not_brought_back_without_the_right(reviewer, twice):
    older = twice.history.last()
    client = desk_of(reviewer)

    assert client.get(page("version", twice, older.history_id)).status_code == 200
    answer = client.post(page("version", twice, older.history_id))

    assert answer.status_code == 403
    assert Article.objects.get().title == "Second & last"


def test_names_of_the_desk_are_on_no_public_page(client, curator, twice):
    Article.objects.update(state=State.PUBLISHED)

    html = client.get(reverse("article", args=[twice.slug])).content.decode()

    assert "frank" not in html
