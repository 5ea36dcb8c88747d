"""The editing desk, first form: articles with their prompts, topics, other prompts."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from resources.library.domain.editing import save_article
from resources.library.forms import ArticleForm, OwnPromptForm
from resources.library.models import Article, Depth, Prompt, State, Topic


class PromptInline(admin.StackedInline[Prompt, Article]):
    """An article's prompts, one for each depth."""

    model = Prompt
    fields = ("depth", "text")
    extra = 0
    max_num = len(Depth)


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    """Articles; those loaded from files are left alone once they are edited here."""

    form = ArticleForm
    inlines = (PromptInline,)
    list_display = ("title", "language", "state", "last_checked", "review_by")
    list_filter = ("state", "language", "kind", "topics")
    search_fields = ("title", "slug", "body")
    date_hierarchy = "review_by"
    fieldsets = (
        (None, {"fields": (("slug", "language"), ("kind", "state", "order"))}),
        (
            _("Words outside the text"),
            {
                "fields": (
                    *("title", "tab_title", "summary", "description"),
                    *("topics", "read_next"),
                )
            },
        ),
        (
            _("Text"),
            {"fields": ("content_note", "content_note_skip", "body")},
        ),
        (
            _("Sources and checks"),
            {
                "fields": (
                    *("source_paragraphs", "draws_on", "claims"),
                    ("last_checked", "review_by"),
                    *("clinical_review", "conflict_of_interest"),
                )
            },
        ),
    )

    def save_model(
        self,
        request: HttpRequest,  # noqa: ARG002 -- the admin calls it by this signature
        obj: Article,
        form: ModelForm[Article],  # noqa: ARG002 -- as above
        change: bool,  # noqa: ARG002, FBT001 -- as above
    ) -> None:
        """Save through the domain, so that the HTML always belongs to the text."""
        save_article(obj)


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin[Topic]):
    """Topics: the chapters of the library, in their order."""

    list_display = ("name", "slug", "language", "order")
    list_filter = ("language",)
    search_fields = ("name", "slug")


@admin.register(Prompt)
class PromptAdmin(admin.ModelAdmin[Prompt]):
    """Prompts that stand by themselves; those of an article are on its own page.

    None is deleted here: the next loading would bring a shipped one back. What is
    retired stays so.
    """

    form = OwnPromptForm
    list_display = ("text", "depth", "state", "language")
    list_filter = ("depth", "state", "language")
    search_fields = ("text", "slug")
    ordering = ("language", "depth", "slug")
    actions = ("retire",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Prompt]:
        """Leave out the prompts of articles."""
        return super().get_queryset(request).filter(article=None)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Let a new prompt begin as a draft."""
        return {"state": State.DRAFT, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002 -- the admin calls it by this signature
        obj: Prompt | None = None,
    ) -> tuple[str, ...]:
        """Keep the slug as it is: the loader knows the prompt by it."""
        return ("slug", "language") if obj else ()

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 -- the admin calls it by this signature
        obj: Prompt | None = None,  # noqa: ARG002 -- as above
    ) -> bool:
        """Refuse: a prompt is retired."""
        return False

    @admin.action(description=_("Retire the chosen prompts"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Prompt]) -> None:
        """Offer the chosen prompts no longer; what was written from them stays."""
        retired = queryset.update(state=State.RETIRED)
        told = ngettext(
            "%(count)d prompt is retired.", "%(count)d prompts are retired.", retired
        )
        self.message_user(request, told % {"count": retired})
