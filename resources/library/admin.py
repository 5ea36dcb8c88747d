"""The editing desk: articles with their prompts, topics, and other prompts."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from resources.library import desk
from resources.library.domain.offering import (
    give_back_prompt,
    is_closed,
    publish_prompt,
    retire_prompt,
)
from resources.library.domain.revisions import NotADraftError, is_open, save_draft
from resources.library.domain.versions import drop_copy, keep_version
from resources.library.domain.workflow import PUBLISH, MoveError
from resources.library.forms import ArticleForm, OwnPromptForm
from resources.library.models import Article, Depth, Event, Prompt, State, Topic
from resources.library.reverting import RevertingAdmin

_View = Callable[..., HttpResponse]


class PromptInline(admin.StackedInline[Prompt, Article]):
    """An article's prompts, one for each depth."""

    model = Prompt
    fields = ("depth", "text")
    extra = 0
    max_num = len(Depth)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Close the prompts together with the text."""
        return _may_write(obj) and super().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Close the prompts together with the text."""
        return _may_write(obj) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Close the prompts together with the text."""
        return _may_write(obj) and super().has_delete_permission(request, obj)


def _may_write(article: Article | None) -> bool:
    return article is None or is_open(article)


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    """Articles: words are changed in drafts alone, and go their way by the preview."""

    form = ArticleForm
    inlines = (PromptInline,)
    list_display = ("title", "stands", "language", "last_checked", "review_by")
    list_filter = ("state", "subject", "language", "kind", "topics")
    search_fields = ("title", "slug", "body")
    date_hierarchy = "review_by"
    actions = None  # each article is read before anything is done with it
    change_form_template = "admin/library/article/change_form.html"
    change_list_template = "admin/library/article/change_list.html"
    fieldsets = (
        (None, {"fields": (("slug", "language"), ("kind", "subject", "order"))}),
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
                    "conflict_of_interest",
                )
            },
        ),
    )

    @admin.display(description=_("stands"), ordering="state")
    def stands(self, article: Article) -> str:
        """Say where an article is, and what a working copy is."""
        state = article.get_state_display()
        return f"{state} · {_('working copy')}" if article.revises_id else state

    def get_urls(self) -> list[URLPattern]:
        """Put the desk's own pages before Django's, whose history shows no words."""
        pages: dict[str, tuple[str, _View]] = {
            "due/": ("due", desk.due),
            "<int:pk>/preview/": ("preview", desk.preview),
            "<int:pk>/review/": ("review", desk.review),
            "<int:pk>/revise/": ("revise", desk.revise),
            "<int:pk>/release/": ("release", desk.release),
            "<int:pk>/changes/": ("changes", desk.changes),
            "<int:pk>/history/": ("history", desk.history),
            "<int:pk>/history/<int:number>/": ("version", desk.version),
        }
        own = [
            path(
                where, self.admin_site.admin_view(view), name=f"library_article_{name}"
            )
            for where, (name, view) in pages.items()
        ]
        return own + super().get_urls()

    def has_change_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Close the words of what is in review, published or retired, to everybody."""
        return _may_write(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Article | None = None
    ) -> bool:
        """Let curators drop a working copy; an article is retired instead."""
        if obj is not None and obj.revises_id:
            return request.user.has_perm("library.change_article")
        return False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let a working copy take its prompts along, though no prompt goes alone."""
        shown, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return shown, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        """Drop a working copy, and note at its article who did."""
        drop_copy(obj, by=request.user)

    def save_model(
        self,
        request: HttpRequest,  # noqa: ARG002 -- the admin calls it by this signature
        obj: Article,
        form: ModelForm[Article],  # noqa: ARG002 -- as above
        change: bool,  # noqa: ARG002, FBT001 -- as above
    ) -> None:
        """Save through the domain, so that the HTML always belongs to the text.

        Raises:
            PermissionDenied: Somebody moved the article on in the meantime.
        """
        try:
            save_draft(obj)
        except NotADraftError as error:
            raise PermissionDenied from error

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: Any
    ) -> None:
        """Keep a version once topics and prompts are saved as well."""
        super().save_related(request, form, formsets, change)
        keep_version(form.instance, event=Event.EDITED, by=request.user)


@admin.register(Topic)
class TopicAdmin(RevertingAdmin):
    """Topics: the chapters of the library, in their order, with their history."""

    list_display = ("name", "slug", "language", "order")
    list_filter = ("language",)
    search_fields = ("name", "slug")


@admin.register(Prompt)
class PromptAdmin(RevertingAdmin):
    """Prompts that stand by themselves; those of an article are on its own page.

    None is deleted here: the next loading would bring a shipped one back. What is
    retired stays so. The words of one in review, or offered, are closed.
    """

    form = OwnPromptForm
    list_display = ("text", "depth", "state", "language")
    list_filter = ("depth", "state", "language")
    search_fields = ("text", "slug")
    ordering = ("language", "depth", "slug")
    actions = ("publish", "give_back", "retire")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Prompt]:
        """Leave out the prompts of articles."""
        found: QuerySet[Prompt] = super().get_queryset(request)
        return found.filter(article=None)

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

    def has_change_permission(
        self, request: HttpRequest, obj: Prompt | None = None
    ) -> bool:
        """Close the words of a prompt in review or offered: others read them.

        An earlier version has a state of its own: what counts is the row of now.
        """
        may_change = bool(super().has_change_permission(request, obj))
        if obj is None:
            return may_change
        return may_change and not is_closed(obj.pk)

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002 -- the admin calls it by this signature
        obj: Prompt | None = None,  # noqa: ARG002 -- as above
    ) -> bool:
        """Refuse: a prompt is retired."""
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Tell whether the account publishes."""
        return request.user.has_perm(PUBLISH)

    @admin.action(description=_("Publish the chosen prompts"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Prompt]) -> None:
        """Offer the chosen prompts; say of each that is refused, why."""
        said = gettext("“%(prompt)s” is offered now.")
        self._each(request, queryset, step=publish_prompt, said=said)

    @admin.action(
        description=_("Give back for changes"), permissions=["change", "publish"]
    )
    def give_back(self, request: HttpRequest, queryset: QuerySet[Prompt]) -> None:
        """Open the words of the chosen prompts; say of each that is refused, why."""
        said = gettext("“%(prompt)s” is a draft again.")
        self._each(request, queryset, step=give_back_prompt, said=said)

    def _each(
        self,
        request: HttpRequest,
        prompts: QuerySet[Prompt],
        *,
        step: Callable[..., None],
        said: str,
    ) -> None:
        for prompt in prompts:
            try:
                step(prompt.pk, account=request.user)
            except MoveError as error:
                self.message_user(request, f"{prompt}: {error}", messages.ERROR)
            else:
                self.message_user(request, said % {"prompt": prompt})

    @admin.action(
        description=_("Retire the chosen prompts"), permissions=["change", "publish"]
    )
    def retire(self, request: HttpRequest, queryset: QuerySet[Prompt]) -> None:
        """Offer the chosen prompts no longer; what was written from them stays."""
        for prompt in queryset:
            retire_prompt(prompt.pk, account=request.user)
        count = len(queryset)
        told = ngettext(
            "%(count)d prompt is retired.", "%(count)d prompts are retired.", count
        )
        self.message_user(request, told % {"count": count})
