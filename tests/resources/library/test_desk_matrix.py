"""Every role, at every state, sends every form of the desk by hand."""

import pytest
from django.db import transaction
from django.urls import reverse

from resources.library import desk as desk_pages
from resources.library.domain.loading import load_library
from resources.library.domain.revisions import working_copy
from resources.library.domain.versions import keep_version, newest_version
from resources.library.domain.workflow import digest_now
from resources.library.models import Article, Event, Prompt, State, Topic, Transition
from tests.resources.library.conftest import desk_of
from tests.resources.library.factories import article_text, make_topic, write_folder
from tests.resources.library.test_desk import page

pytestmark = pytest.mark.django_db

ROLES = ("Curators", "Reviewers", "Publishers", "Directory keepers", "Counselors")
STATES = (*State, "copy", "sent copy")
# Which form changes something, and for whom; whatever is not here changes nothing.
CHANGES = {
    *(("Curators", state, "change") for state in ("draft", "copy")),
    *(("Curators", state, "restore") for state in ("draft", "published")),
    ("Curators", "copy", "restore"),
    ("Curators", "published", "revise"),
    *(("Curators", state, "ours") for state in ("draft", "in_review", "published")),
    *(("Curators", state, "theirs") for state in ("draft", "published")),
    *(("Curators", state, "delete") for state in ("copy", "sent copy")),
    *(("Curators", state, "add") for state in STATES),
    *(("Reviewers", state, "review") for state in STATES),
}


def everything() -> list[object]:
    """Return what is stored of the library, to see whether it was changed."""
    models = (Article, Article.history.model, Transition, Prompt, Topic)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def target(tmp_path, monkeypatch):
    """Return a maker of an article in a state, for which a release waits."""
    load_library(write_folder(tmp_path, tides=article_text()))
    newer = write_folder(tmp_path, tides=article_text(title="Theirs"))
    monkeypatch.setattr(desk_pages, "CONTENT", newer)

    def make(state: str) -> Article:
        Article.objects.update(title="Ours")
        article = Article.objects.get()
        if "copy" in state:
            article = working_copy(article)
            article.title = "Newer"
        keep_version(article, event=Event.LOADED)
        article.state = {"copy": "draft", "sent copy": "in_review"}.get(state, state)
        article.summary = "Other words."
        article.save()
        keep_version(article, event=Event.LOADED)
        return Article.objects.get(pk=article.pk)

    return make


def forms(article) -> dict[str, tuple[str, dict[str, object]]]:
    """Return where each form is sent, with what it needs to be taken."""
    topic = make_topic("hand")
    read = digest_now(article)
    older = article.history.order_by("history_id")[0].history_id
    words = {
        **{name: getattr(article, name) for name in ("slug", "language", "kind")},
        "order": 0,
        "subject": "general",
        "title": "By hand",
        "tab_title": "Hand",
        "summary": "By hand.",
        "description": "By hand.",
        "body": "By hand.",
        "last_checked": "2026-11-22",
        "review_by": "2027-11-22",
        "conflict_of_interest": "None.",
        "newest": newest_version(article),
        "topics": [topic.pk],
        **{f"prompts-{key}_FORMS": 0 for key in ("TOTAL", "INITIAL")},
    }
    said = {"who": "R. M.", "profession": "nurse", "date": "2026-10-01"}
    return {
        "change": (page("change", article), words),
        "add": (
            reverse("admin:library_article_add"),
            {**words, "slug": "by-hand", "newest": ""},
        ),
        "delete": (page("delete", article), {"post": "yes"}),
        "revise": (page("revise", article), {}),
        "restore": (
            page("version", article, older),
            {"newest": newest_version(article)},
        ),
        "ours": (page("release", article), {"decision": "ours"}),
        "theirs": (page("release", article), {"decision": "theirs", "read": read}),
        "review": (page("review", article), {**said, "read": read}),
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_form_sent_by_hand_changes_only_what_the_role_may(worker, target, role, state):
    article = target(state)
    client = desk_of(worker("ivan", role))
    sent = forms(article)
    before, changed = everything(), set()

    for form, (address, data) in sent.items():
        with transaction.atomic():
            answer = client.post(address, data)
            assert answer.status_code in (200, 302, 403, 404)
            changed |= {(role, str(state), form)} if everything() != before else set()
            transaction.set_rollback(True)

    assert changed == {each for each in CHANGES if each[:2] == (role, str(state))}
