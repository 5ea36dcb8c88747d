"""The desk's own pages of an article: preview with the next step, history, releases."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from resources.library.domain import releases, versions, workflow
from resources.library.domain.articles import review_of
from resources.library.domain.comparing import compared
from resources.library.domain.due import due_articles, is_being_checked
from resources.library.domain.matter import ContentError
from resources.library.domain.revisions import (
    CopyOpenError,
    NotADraftError,
    changes_of,
    working_copy,
)
from resources.library.domain.shipped import CONTENT
from resources.library.forms import MoveForm, ReviewForm
from resources.library.models import Article, Move
from resources.library.views import page_of

_VIEW = "library.view_article"
MAX_REASON = 1000  # characters, as for the reason of a step


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article as readers would see it, and take the next step below it."""
    article = _article(request, pk)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        step = Move(form.cleaned_data["step"])
        reason, read = form.cleaned_data["reason"], form.cleaned_data["read"]
        try:
            moved = workflow.move(
                pk, step, account=request.user, reason=reason, read=read
            )
        except workflow.GoneError as error:
            return _gone(request, error)
        except workflow.MoveError as error:
            form.add_error(None, str(error))
            article = _article(request, pk)  # as somebody else may have left it
        else:
            messages.success(request, _("Done: %(step)s.") % {"step": step.label})
            return _to("preview", moved.pk)
    return _preview(request, article, form=form)


@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a clinical review, or that there is none."""
    article = _article(request, pk)
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            workflow.note_review(
                pk,
                form.review(),
                account=request.user,
                read=request.POST.get("read", ""),
            )
        except workflow.GoneError as error:
            return _gone(request, error)
        except workflow.MoveError as error:
            form.add_error(None, str(error))
            article = _article(request, pk)  # as somebody else may have left it
        else:
            messages.success(request, _("The clinical review is noted."))
            return _to("preview", pk)
    return _preview(request, article, review_form=form)


@require_POST
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a published article for changes, beside what people read."""
    article = _article(request, pk, right=workflow.WRITE)
    try:
        return _to("change", working_copy(article).pk)
    except NotADraftError:
        return _not_a_draft(request, pk)


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a working copy would change in the article that readers see."""
    copy = _article(request, pk)
    if copy.revises is None:
        raise Http404
    return _page(
        request,
        "changes",
        article=copy,
        title=_("What it changes"),
        lines=changes_of(copy),
    )


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """List every version, and every step that was taken."""
    article = _article(request, pk)
    return _page(
        request,
        "history",
        article=article,
        title=_("History"),
        versions=versions.versions_of(article),
        steps=versions.steps_of(article),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show what a version changed and how it differs from now, or bring it back."""
    article = _article(request, pk)
    found = versions.version_of(article, number=number)
    if request.method == "POST":
        return _restore(request, article, number=number)
    before = versions.file_before(article, number=number)
    return _page(
        request,
        "version",
        article=article,
        title=_("A version"),
        version=found,
        newest=versions.newest_version(article),
        changed=compared(before, found.file),
        since=compared(versions.file_now(article), found.file),
        may_restore=request.user.has_perm(workflow.WRITE),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a release would change in an article that was changed here too."""
    article = _article(request, pk)
    waiting = releases.waiting_article(pk, CONTENT)
    if request.method == "POST":
        return _decide(request, waiting)
    return _page(
        request,
        "release",
        article=article,
        title=_("What the release changes"),
        lines=waiting.lines,
        read=workflow.digest_now(waiting.article),
        copy=getattr(waiting.article, "revision", None),
        may_decide=request.user.has_perm(workflow.WRITE),
    )


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """List the articles whose check is due, and those that a release waits for."""
    if not request.user.has_perm(_VIEW):
        raise PermissionDenied
    return _page(
        request,
        "due",
        title=_("What waits for somebody"),
        due=[(row, is_being_checked(row)) for row in due_articles()],
        waiting=releases.waiting_articles(CONTENT),
    )


def _article(request: HttpRequest, pk: int, *, right: str = _VIEW) -> Article:
    """Return an article to somebody who may see it at the desk.

    Raises:
        PermissionDenied: The account has no right to it.
        Http404: There is none.
    """
    if not request.user.has_perm(right):
        raise PermissionDenied
    articles = Article.objects.prefetch_related("topics", "prompts")
    return get_object_or_404(articles.select_related("revises"), pk=pk)


def _preview(
    request: HttpRequest,
    article: Article,
    *,
    form: Form | None = None,
    review_form: Form | None = None,
) -> HttpResponse:
    page = page_of(article)
    found = review_of(article)
    noted = vars(found) if found else None
    context = {
        **page,
        "form": form or MoveForm(),
        # Of the words on this page, whatever an earlier page showed.
        "read": workflow.digest_now(article),
        "review_form": review_form or ReviewForm(initial=noted),
        "earlier_review": found if found != page["review"] else None,
        "steps": workflow.moves_for(article, account=request.user),
        "last_step": article.transitions.select_related("by").first(),
        "may_review": request.user.has_perm(workflow.REVIEW),
        "may_write": request.user.has_perm(workflow.WRITE),
    }
    return render(request, "library/preview.html", context)


def _restore(request: HttpRequest, article: Article, *, number: int) -> HttpResponse:
    if not request.user.has_perm(workflow.WRITE):
        raise PermissionDenied
    try:
        target = versions.restore(
            article,
            number=number,
            newest=request.POST.get("newest", ""),
            by=request.user,
        )
    except CopyOpenError:
        return _copy_open(request, article.pk)
    except NotADraftError:
        return _not_a_draft(request, article.pk)
    except (versions.OlderError, ContentError) as error:
        messages.error(request, str(error))
        return _to("history", article.pk)
    messages.success(request, _("That version is back, as a draft."))
    return _to("change", target.pk)


def _decide(request: HttpRequest, waiting: releases.Waiting) -> HttpResponse:
    if not request.user.has_perm(workflow.WRITE):
        raise PermissionDenied
    decision = request.POST.get("decision")
    if decision not in ("ours", "theirs"):
        return _to("release", waiting.article.pk)
    if decision == "ours":
        why = request.POST.get("reason", "")
        releases.keep_ours(waiting, by=request.user, reason=why[:MAX_REASON])
        messages.success(request, _("Kept as it is here."))
        return HttpResponseRedirect(reverse("admin:library_article_due"))
    try:
        read = request.POST.get("read", "")
        target = releases.take_theirs(waiting, by=request.user, read=read)
    except CopyOpenError:
        return _copy_open(request, waiting.article.pk)
    except workflow.MoveError as error:
        messages.error(request, str(error))
        return _to("release", waiting.article.pk)
    except NotADraftError:
        return _not_a_draft(request, waiting.article.pk)
    messages.success(request, _("The release’s words are in a draft now."))
    return _to("preview", target.pk)


def _not_a_draft(request: HttpRequest, pk: int) -> HttpResponse:
    messages.error(
        request,
        _("It is in review or retired. Give it back or bring it back, then change it."),
    )
    return _to("preview", pk)


def _copy_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what stands in the way, and lead to it: the copy's own page."""
    messages.error(
        request,
        _(
            "Somebody is changing this article in a working copy, and nothing was put "
            "over their words. Publish this copy or drop it, then do this again."
        ),
    )
    copy = Article.objects.filter(revises=pk).first()
    return _to("preview", copy.pk if copy else pk)


def _gone(request: HttpRequest, error: Exception) -> HttpResponse:
    messages.error(request, str(error))
    return HttpResponseRedirect(reverse("admin:library_article_changelist"))


def _to(name: str, pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"admin:library_article_{name}", args=[pk]))


def _page(
    request: HttpRequest, name: str, *, article: Article | None = None, **context: Any
) -> HttpResponse:
    frame = admin.site.each_context(request)
    options = Article._meta  # noqa: SLF001 -- Django's documented API
    whole = {**frame, "opts": options, "article": article, **context}
    return render(request, f"admin/library/article/{name}.html", whole)
