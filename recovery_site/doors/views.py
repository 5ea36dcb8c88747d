"""From an article to the page one writes on."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from journal.domain import prompts
from journal.domain.matter import Prompt
from resources.library.domain.prompts import PromptWords, prompt_for

DEPTHS = ("steady", "describe", "deeper")


# No token: it would start a session for everybody who only looks. All that this takes
# is the choice of one of our own prompts, and a request from another site is refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reflect(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the prompts of an article; take the chosen one along to the journal.

    What was chosen waits in the session, and so survives sign-up, sign-in and unlock.
    No address of the journal ever names it.
    """
    if request.method != "POST":
        return render(request, "doors/reflect.html", _context(request, slug))
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {
        "same-origin",
        "none",
    }:
        raise Http404
    words = _chosen(slug, str(request.POST.get("depth", "")))
    prompts.bring(request.session, Prompt(words.text, words.article_title, words.depth))
    return HttpResponseRedirect(reverse("journal-write"), status=303)


def _context(request: HttpRequest, slug: str) -> dict[str, object]:
    found = [_prompt(slug, depth) for depth in DEPTHS]
    offered = [words for words in found if words is not None]
    if not offered:
        raise Http404
    wanted = request.GET.get("depth", "")
    chosen = next((words for words in offered if words.depth == wanted), offered[0])
    return {"offered": offered, "chosen": chosen, "slug": slug}


def _chosen(slug: str, depth: str) -> PromptWords:
    words = _prompt(slug, depth) if depth in DEPTHS else None
    if words is None:
        raise Http404
    return words


def _prompt(slug: str, depth: str) -> PromptWords | None:
    return prompt_for(slug, depth=depth, language=get_language() or "en")
