"""The editing desk, first form: articles with their prompts, and topics."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from resources.library.domain.editing import save_article
from resources.library.forms import ArticleForm
from resources.library.models import Article, Depth, Prompt, Topic


class PromptInline(admin.StackedInline[Prompt, Article]):
    """An article's prompts, one for each depth."""

    model = Prompt
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
