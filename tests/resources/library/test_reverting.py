"""Going back to an earlier version: who may, to which rows, and what loading does."""

import pytest
from django.urls import reverse

from resources.library.domain.loading import load_library
from resources.library.models import Prompt, State, Topic
from tests.resources.library.conftest import desk_of
from tests.resources.library.factories import (
    PROMPTS,
    TOPICS,
    make_article,
    make_own_prompt,
    make_prompts,
    make_topic,
    write_folder,
)

pytestmark = pytest.mark.django_db

WORDS = {"depth": "steady", "state": "draft", "text": "Slipped in?"}


def bring_back(account, row, data, *, version=None):
    found = version or row.history.first()
    name = f"admin:library_{row._meta.model_name}_simple_history"  # noqa: SLF001 -- Django's documented API
    address = reverse(name, args=[row.pk, found.pk])
    return desk_of(account).post(address, data)


@pytest.mark.parametrize("role", ["Curators", "Reviewers", "Publishers"])
def test_prompt_of_an_article_is_not_found_by_its_versions(worker, role):
    article = make_article(state=State.DRAFT)
    make_prompts(article)
    prompt = article.prompts.get(depth="steady")

    answer = bring_back(worker("ivan", role), prompt, WORDS)

    assert answer.status_code == 404
    assert article.prompts.get(depth="steady").text == "Words: steady"


@pytest.mark.parametrize("role", ["Reviewers", "Publishers"])
def test_who_only_looks_at_topics_brings_none_back(worker, role):
    topic = make_topic(name="Healing")
    data = {"slug": "healing", "language": "en", "name": "Slipped in", "order": 1}

    answer = bring_back(worker("ivan", role), topic, data)

    assert answer.status_code == 403
    assert Topic.objects.get().name == "Healing"


@pytest.mark.parametrize("role", ["Curators", "Reviewers"])
def test_words_of_a_prompt_that_is_offered_do_not_come_back(worker, role):
    prompt = make_own_prompt()

    answer = bring_back(worker("ivan", role), prompt, WORDS)

    assert answer.status_code == 403
    assert Prompt.objects.get().text == "Words of tides?"


def test_version_that_was_offered_comes_back_as_a_draft(curator):
    prompt = make_own_prompt()
    offered = prompt.history.first()
    prompt.text, prompt.state = "Other words?", State.DRAFT
    prompt.save()
    data = {**WORDS, "text": "Words of tides?"}

    typed = bring_back(curator, prompt, {**data, "state": "published"}, version=offered)
    assert typed.status_code == 200
    prompt.refresh_from_db()
    assert (prompt.text, prompt.state) == ("Other words?", "draft")

    address = reverse(
        "admin:library_prompt_simple_history", args=[prompt.pk, offered.pk]
    )
    typed.client.post(address, data)
    prompt.refresh_from_db()
    assert (prompt.text, prompt.state) == ("Words of tides?", "draft")


def test_prompt_that_came_back_is_left_alone_by_the_next_loading(curator, tmp_path):
    load_library(write_folder(tmp_path, prompts=PROMPTS))
    folder = write_folder(tmp_path, prompts=PROMPTS.replace("leave?", "bring?"))
    load_library(folder)
    Prompt.objects.update(state=State.DRAFT)
    prompt = Prompt.objects.get(slug="shells")
    data = {**WORDS, "text": "What did the tide leave?", "state": "in_review"}

    bring_back(curator, prompt, data, version=prompt.history.last())
    Prompt.objects.update(state=State.PUBLISHED)
    load_library(folder)

    prompt.refresh_from_db()
    assert prompt.text == "What did the tide leave?"


def test_topic_that_came_back_is_left_alone_by_the_next_loading(curator, tmp_path):
    folder = write_folder(tmp_path)
    load_library(folder)
    (folder / "en" / "topics.yaml").write_text(TOPICS.replace("Slowly", "Anew"))
    load_library(folder)
    topic = Topic.objects.get(slug="healing")
    data = {"slug": "healing", "language": "en", "name": "Healing", "order": 1}

    bring_back(
        curator, topic, {**data, "note": "Slowly."}, version=topic.history.last()
    )
    load_library(folder)

    topic.refresh_from_db()
    assert topic.note == "Slowly."
