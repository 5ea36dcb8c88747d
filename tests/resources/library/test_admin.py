"""The editing desk: saving through the domain, errors as form errors."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from resources.library.domain.revisions import working_copy
from resources.library.models import Article, Prompt, State, Topic
from tests.resources.library.factories import (
    make_article,
    make_own_prompt,
    make_prompts,
    make_topic,
)


@pytest.fixture
def desk(client, dana):
    """Return a browser in which Dana has signed in, with her second factor."""
    Authenticator.objects.create(user=dana, type=Authenticator.Type.TOTP, data={})
    client.force_login(dana)
    return client


def fields_of(response) -> dict:
    """Return what the browser would send back from the form, unchanged."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    found = {bound.html_name: bound.value() for form in forms for bound in form}
    return {key: "" if value is None else value for key, value in found.items()}


def test_article_saved_without_an_edit_stays_the_same(desk):
    article = make_article(state=State.DRAFT)
    make_prompts(article)
    address = reverse("admin:library_article_change", args=[article.pk])
    before = Article.objects.values().get()

    response = desk.post(address, fields_of(desk.get(address)))

    assert response.status_code == 302
    assert Article.objects.values().get() == before
    assert article.prompts.count() == 3


def test_words_of_a_colleague_are_not_saved_over_without_a_word(desk):
    article = make_article(state=State.DRAFT)
    address = reverse("admin:library_article_change", args=[article.pk])
    desk.post(address, {**fields_of(desk.get(address)), "title": "First"})
    response = desk.get(address)
    opened, shown = fields_of(response), response.content.decode()
    desk.post(address, {**opened, "title": "A colleague's"})

    assert f'name="newest" value="{opened["newest"]}"' in shown
    refused = desk.post(address, {**opened, "title": "Mine"})
    stored = Article.objects.get().title
    desk.post(address, {**fields_of(refused), "title": "Mine, and I mean it"})

    assert "Somebody saved this article" in refused.content.decode()
    assert refused.context["adminform"].form["title"].value() == "Mine"
    assert stored == "A colleague's"
    assert Article.objects.get().title == "Mine, and I mean it"


def test_edited_text_is_rendered_when_it_is_saved(desk):
    article = make_article(state=State.DRAFT)
    address = reverse("admin:library_article_change", args=[article.pk])

    desk.post(address, {**fields_of(desk.get(address)), "body": "## Ebb\r\n\r\nNew."})

    stored = Article.objects.get()
    assert stored.body == "## Ebb\n\nNew."
    assert stored.rendered == '<h2 id="ebb">Ebb</h2>\n<p>New.</p>\n'


def test_refused_markdown_is_a_form_error_and_keeps_what_was_typed(desk):
    article = make_article(state=State.DRAFT)
    address = reverse("admin:library_article_change", args=[article.pk])
    typed = "Look: ![x](https://elsewhere.example/a.gif)"

    response = desk.post(address, {**fields_of(desk.get(address)), "body": typed})

    form = response.context["adminform"].form
    assert list(form.errors) == ["body"]
    assert form["body"].value() == typed
    assert Article.objects.get().body == article.body


def test_new_article_is_a_draft(desk):
    address = reverse("admin:library_article_add")
    filled = {
        "slug": "tides",
        "title": "Tides",
        "tab_title": "Tides",
        "summary": "Calm days.",
        "description": "A short article.",
        "topics": [make_topic().pk],
        "body": "Words.",
        "last_checked": "2026-11-22",
        "review_by": "2027-11-22",
        "conflict_of_interest": "None.",
    }

    desk.post(address, {**fields_of(desk.get(address)), **filled})

    article = Article.objects.get()
    assert (article.slug, article.state) == ("tides", "draft")
    assert article.rendered == "<p>Words.</p>\n"


def test_desk_lists_articles_and_topics(desk):
    make_article(topic=make_topic(name="Healing"))

    for model in (Article, Topic, Prompt):
        address = reverse(f"admin:library_{model.__name__.lower()}_changelist")
        assert desk.get(address).status_code == 200


def test_desk_lists_the_prompts_that_stand_by_themselves(desk):
    make_prompts(make_article())
    make_own_prompt("shells", text="What did the tide leave?")
    make_own_prompt("deep", depth="deeper", state=State.RETIRED)
    address = reverse("admin:library_prompt_changelist")

    pages = [desk.get(f"{address}{query}") for query in ("", "?depth__exact=deeper")]
    shown = [[row.slug for row in page.context["cl"].result_list] for page in pages]

    assert shown == [["deep", "shells"], ["deep"]]
    assert desk.get(f"{address}?state__exact=retired").context["cl"].result_count == 1


def test_new_prompt_is_a_draft_and_needs_a_slug(desk):
    address = reverse("admin:library_prompt_add")
    filled = {**fields_of(desk.get(address)), "depth": "steady", "text": "What flew?"}

    refused = desk.post(address, filled)
    desk.post(address, {**filled, "slug": "gulls"})

    assert list(refused.context["adminform"].form.errors) == ["slug"]
    prompt = Prompt.objects.get()
    assert (prompt.slug, prompt.state, prompt.article) == ("gulls", "draft", None)


def test_prompt_that_is_too_long_or_there_already_is_a_form_error(desk):
    make_own_prompt("gulls")
    address = reverse("admin:library_prompt_add")
    filled = {**fields_of(desk.get(address)), "depth": "steady", "slug": "gulls"}

    long = desk.post(address, {**filled, "slug": "terns", "text": "far " * 51})
    twice = desk.post(address, {**filled, "text": "What flew?"})

    assert list(long.context["adminform"].form.errors) == ["text"]
    assert list(twice.context["adminform"].form.errors) == ["slug"]
    assert Prompt.objects.count() == 1


def test_prompt_s_words_and_state_change_and_its_slug_does_not(desk):
    prompt = make_own_prompt("gulls", state=State.DRAFT)
    address = reverse("admin:library_prompt_change", args=[prompt.pk])
    sent = {"slug": "terns", "language": "de", "text": "What swam?", "state": "retired"}

    desk.post(address, {**fields_of(desk.get(address)), **sent})

    prompt.refresh_from_db()
    assert (prompt.slug, prompt.language) == ("gulls", "en")
    assert (prompt.text, prompt.state) == ("What swam?", "retired")


def test_prompts_are_retired_and_never_deleted(desk):
    prompt, other = make_own_prompt("gulls"), make_own_prompt("terns")
    address = reverse("admin:library_prompt_changelist")

    desk.post(address, {"action": "retire", "_selected_action": [prompt.pk]})
    desk.post(address, {"action": "delete_selected", "_selected_action": [other.pk]})
    erased = desk.post(reverse("admin:library_prompt_delete", args=[other.pk]))

    prompt.refresh_from_db()
    other.refresh_from_db()
    assert erased.status_code == 403
    assert (prompt.state, other.state) == ("retired", "published")


def test_prompt_is_not_published_by_typing(desk):
    prompt = make_own_prompt("gulls", state=State.DRAFT)
    address = reverse("admin:library_prompt_change", args=[prompt.pk])
    filled = {**fields_of(desk.get(address)), "state": "published"}

    refused = desk.post(address, filled)

    prompt.refresh_from_db()
    assert list(refused.context["adminform"].form.errors) == ["state"]
    assert prompt.state == State.DRAFT


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED])
def test_words_of_a_prompt_that_others_read_are_closed(desk, state):
    prompt = make_own_prompt("gulls", state=state)
    address = reverse("admin:library_prompt_change", args=[prompt.pk])

    assert desk.get(address).status_code == 200
    assert desk.post(address, {"text": "Ours?"}).status_code == 403


def test_prompts_are_published_from_the_list_and_refusals_say_why(desk, settings):
    settings.EDITORIAL_REVIEWERS = 2
    ready = make_own_prompt("gulls", state=State.IN_REVIEW)
    draft = make_own_prompt("terns", state=State.DRAFT)
    address = reverse("admin:library_prompt_changelist")
    chosen = {"action": "publish", "_selected_action": [ready.pk, draft.pk]}

    page = desk.post(address, chosen, follow=True).content.decode()

    states = dict(Prompt.objects.values_list("slug", "state"))
    assert states == {"gulls": "published", "terns": "draft"}
    assert "Only what is in review can be published." in page


def test_prompts_are_given_back_from_the_list_and_refusals_say_why(desk):
    ready = make_own_prompt("gulls", state=State.IN_REVIEW)
    offered = make_own_prompt("terns")
    address = reverse("admin:library_prompt_changelist")
    chosen = {"action": "give_back", "_selected_action": [ready.pk, offered.pk]}

    page = desk.post(address, chosen, follow=True).content.decode()

    states = dict(Prompt.objects.values_list("slug", "state"))
    assert states == {"gulls": "draft", "terns": "published"}
    assert "Only what is in review can be given back." in page


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED, State.RETIRED])
def test_words_are_closed_to_everybody_but_in_a_draft(desk, state):
    article = make_article(state=state)
    address = reverse("admin:library_article_change", args=[article.pk])
    filled = {"title": "Ours", "body": "Ours."}

    assert desk.get(address).status_code == 200
    assert desk.post(address, filled).status_code == 403

    assert Article.objects.get().title == article.title


def test_where_it_stands_cannot_be_typed(desk):
    article = make_article(state=State.DRAFT)
    address = reverse("admin:library_article_change", args=[article.pk])
    filled = {**fields_of(desk.get(address)), "state": "published"}

    assert desk.post(address, filled).status_code == 302

    assert Article.objects.get().state == State.DRAFT


def test_only_a_working_copy_can_be_deleted(desk):
    article = make_article()
    copy = working_copy(article)

    for one in (article, copy):
        address = reverse("admin:library_article_delete", args=[one.pk])
        desk.post(address, {"post": "yes"})

    assert list(Article.objects.all()) == [article]


def test_text_has_help_beside_it(desk):
    page = desk.get(reverse("admin:library_article_add")).content.decode()

    assert page.count('<aside class="desk-help"') == 1


def test_topic_keeps_who_changed_it(desk, dana):
    topic = make_topic(name="Healing")
    address = reverse("admin:library_topic_change", args=[topic.pk])

    desk.post(
        address, {"slug": "healing", "language": "en", "name": "Mending", "order": 1}
    )

    newest, first = topic.history.all()
    assert (newest.name, newest.history_user) == ("Mending", dana)
    assert (first.name, first.history_user) == ("Healing", None)
    page = desk.get(reverse("admin:library_topic_history", args=[topic.pk]))
    assert "<del>Healing</del> → <ins>Mending</ins>" in page.content.decode()
