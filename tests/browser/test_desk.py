"""The desk: Django's admin under our policy, with what it lacks made good.

Every page that a keeper uses is found from the models that are registered, so that a
new one cannot be forgotten.
"""

import os

import pytest
from django.contrib import admin
from django.urls import reverse

from recovery_site.accounts.models import User
from resources.directory.models import HelpLine, Place
from resources.library.domain.editing import save_article
from resources.library.domain.revisions import working_copy
from resources.library.domain.versions import keep_version
from resources.library.models import Article, Event, Prompt, State, Topic
from resources.sharing.models import State as Request
from tests.browser.house import COUNTRIES, furnish, keeper
from tests.browser.journal import cookies_of
from tests.browser.look import Onlooker
from tests.resources.directory.factories import a_listing
from tests.resources.library.factories import make_article, make_prompts
from tests.resources.sharing.factories import a_counselor

pytestmark = pytest.mark.browser

GUISES = [(320, "dark"), (1280, "light")]
# Axe takes seconds: each page in one guise here, and in both where there is time.
EVERY = os.environ.get("EVERY_GUISE") == "True"
PAGES = ("changelist", "add", "change", "history", "delete")


@pytest.fixture
def article() -> Article:
    """Return a draft with two versions; beside it lie a copy, and one that is due."""
    furnish()
    HelpLine.objects.exclude(country__in=COUNTRIES).delete()
    Place.objects.exclude(countries__regex="|".join(COUNTRIES)).delete()
    a_listing()
    a_counselor(User.objects.create_user("alice"), state=Request.WAITING)
    Article.objects.filter(slug="no-timetable").update(
        title="Ours", shipped_digest="0" * 64, review_by="2020-01-01"
    )
    Article.objects.filter(slug="work-options").update(review_by="2020-01-01")
    draft = make_article(state=State.DRAFT)
    make_prompts(draft)
    keep_version(draft, event=Event.LOADED)
    draft.body += "\nMore words, and a line that is a little longer than the others."
    save_article(draft)
    keep_version(draft, event=Event.EDITED)
    working_copy(Article.objects.get(slug="writing-gently"))
    return draft


@pytest.fixture
def onlooker(live_server, new_context, article) -> Onlooker:
    """Dana keeps the whole desk, and has given her second factor."""
    client, _values = keeper()
    User.objects.filter(username="dana").update(is_staff=True, is_superuser=True)
    context = new_context(base_url=live_server.url, reduced_motion="reduce")
    onlooker = Onlooker(context, live_server.url)
    context.add_cookies(cookies_of(client, onlooker.site))
    return onlooker


def addresses(article: Article) -> list[str]:
    """Return every page of the desk that can be opened."""
    rows = {Article: article, Prompt: own_prompt()}
    found = [reverse("admin:index")]
    labels = set()
    for model in admin.site._registry:  # noqa: SLF001 -- nothing public lists them
        options = model._meta  # noqa: SLF001 -- Django's documented API
        labels.add(options.app_label)
        row = rows.get(model) or model.objects.order_by("pk").first()
        for page in PAGES:
            name = f"admin:{options.app_label}_{options.model_name}_{page}"
            assert row is not None, options.label
            given = [] if page in ("changelist", "add") else [row.pk]
            found.append(reverse(name, args=given))
    found += [reverse("admin:app_list", args=[label]) for label in sorted(labels)]
    return found + own_addresses(article)


def own_prompt() -> Prompt:
    return Prompt.objects.filter(article=None).order_by("pk")[0]


def own_addresses(article: Article) -> list[str]:
    """Return the desk's own pages of articles, at every stage of one."""
    copy = Article.objects.get(revises__isnull=False)
    ours = Article.objects.get(title="Ours")
    published = Article.objects.get(slug="trust-again")
    versions = [version.history_id for version in article.history.all()]
    topic = Topic.history.first()
    return [
        reverse("admin:library_topic_simple_history", args=[topic.id, topic.pk]),
        reverse("admin:library_article_due"),
        reverse("admin:library_article_preview", args=[article.pk]),
        reverse("admin:library_article_preview", args=[published.pk]),
        reverse("admin:library_article_change", args=[published.pk]),
        reverse("admin:library_article_change", args=[copy.pk]),
        reverse("admin:library_article_preview", args=[copy.pk]),
        reverse("admin:library_article_changes", args=[copy.pk]),
        reverse("admin:library_article_history", args=[copy.pk]),
        reverse("admin:library_article_delete", args=[copy.pk]),
        reverse("admin:library_article_release", args=[ours.pk]),
        *(
            reverse("admin:library_article_version", args=[article.pk, number])
            for number in versions
        ),
    ]


def test_desk_is_whole(onlooker, article):
    found = {}
    for number, address in enumerate(addresses(article)):
        for guise in GUISES if EVERY else (GUISES[number % 2],):
            # Opened anew each time: the desk's colours fade from theme to theme.
            response = onlooker.open(address, scripts=True, guise=guise)
            faults = [*onlooker.faults(guise), *onlooker.complaints]
            found[address, guise] = [
                response.status, *faults, *onlooker.foreign_requests()
            ]  # fmt: skip

    wrong = {where: what for where, what in found.items() if what[1:]}
    assert wrong == {}
    refused = {where for (where, _guise), what in found.items() if what == [403]}
    assert refused == closed(article)
    assert {what[0] for what in found.values()} == {200, 403}


def closed(article: Article) -> set[str]:
    """Return what nobody does at the desk, whoever asks."""
    line, place = HelpLine.objects.order_by("pk")[0], Place.objects.order_by("pk")[0]
    return {
        reverse("admin:accounts_user_add"),
        reverse("admin:sharing_counselor_add"),
        reverse("admin:library_article_delete", args=[article.pk]),
        reverse("admin:library_prompt_delete", args=[own_prompt().pk]),
        reverse("admin:directory_helpline_delete", args=[line.pk]),
        reverse("admin:directory_place_delete", args=[place.pk]),
    }
