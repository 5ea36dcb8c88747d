"""New keys: one thing per screen, and a plain button that goes on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_POST

from journal.domain import exchanging, renewing
from journal.domain.attempts import Kind
from journal.domain.errors import (
    BusyError,
    CodeTypingError,
    EntryDamagedError,
    ListDamagedError,
    SlowDownError,
    WrongSecretError,
)
from journal.domain.opened import OpenJournal
from journal.domain.passphrases import offer
from journal.forms.keys import CodeForm, NewKeysForm
from journal.views.access import (
    account,
    journal_open,
    remember_device,
    set_unlock_cookie,
)
from journal.views.guarding import guarded, later, wait_of
from journal.views.slots import in_new_session

PAGE = "journal-new-keys"


@sensitive_post_parameters()
@sensitive_variables()
@journal_open(reading=False)
def new_keys(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Begin, or show where the making of new keys stands."""
    if request.method != "POST":
        return _where_it_stands(request, journal)
    form = NewKeysForm(request.POST, user=account(request))
    try:
        begun = form.is_valid() and _begin(request, journal, form)
    except SlowDownError as error:
        page = _first_page(request, form, status=429, refused=error)
        return later(page, error.seconds)
    except BusyError:
        form.add_error(None, gettext("Please try again in a moment."))
        return later(_first_page(request, form, status=503))
    if not begun:
        return _first_page(request, form, status=422)
    return HttpResponseRedirect(reverse(PAGE))


@require_POST
@sensitive_post_parameters()
@journal_open(reading=False)
def confirm(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Take the confirmation of the new code."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            renewing.confirm_code(journal, text=form.cleaned_data["code"])
        except (CodeTypingError, WrongSecretError):
            wrong = gettext("This code did not fit. Please compare it with the sheet.")
            form.add_error("code", wrong)
        except ListDamagedError:
            return HttpResponseRedirect(reverse("journal-check"))
    if form.errors:
        return _where_it_stands(request, journal, form, status=422)
    return HttpResponseRedirect(reverse(PAGE))


@require_POST
@sensitive_variables()
@journal_open(reading=False)
def go_on(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Copy the next pages, or let the new keys take over."""
    session_key = request.session.session_key or ""
    try:
        opening = exchanging.go_on(journal, session_key=session_key)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    except WrongSecretError:
        return HttpResponseRedirect(reverse(PAGE))
    if opening is None:
        return HttpResponseRedirect(reverse(PAGE))
    opening = in_new_session(request, opening)
    messages.success(request, _done())
    response = HttpResponseRedirect(reverse("journal-keys"))
    set_unlock_cookie(response, opening)
    remember_device(request, response)
    return response


@require_POST
@journal_open(reading=False)
def stop(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Keep the keys as they are."""
    try:
        renewing.call_off(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    messages.success(request, gettext("Nothing was changed. Your keys are as before."))
    return HttpResponseRedirect(reverse("journal-keys"))


@sensitive_variables()
def _begin(request: HttpRequest, journal: OpenJournal, form: NewKeysForm) -> bool:
    """Return whether new keys are under way now; if not, the form says why."""
    old, new = form.cleaned_data["old"], form.passphrase
    try:
        with guarded(request, Kind.PASSPHRASE):
            renewing.begin(journal, old=old, new=new)
    except (WrongSecretError, ValueError):
        form.add_error("old", gettext("These words do not open it. Please look again."))
    except ListDamagedError:
        form.add_error(None, gettext("Please see first what changed in your journal."))
    except EntryDamagedError:
        form.add_error(None, _one_is_damaged())
    return not form.errors


def _where_it_stands(
    request: HttpRequest,
    journal: OpenJournal,
    form: CodeForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    renewal = renewing.renewal_of(journal)
    if renewal is None:
        first = NewKeysForm(initial={"offered": offer()}, user=account(request))
        return _first_page(request, first)
    if renewal.code.is_confirmed:
        return render(request, "journal/new_keys_copying.html", {"renewal": renewal})
    groups = renewal.code.text.split("-")
    context = {"groups": groups, "form": form or CodeForm()}
    return render(request, "journal/new_keys_code.html", context, status=status)


def _first_page(
    request: HttpRequest,
    form: NewKeysForm,
    *,
    status: int = 200,
    refused: SlowDownError | None = None,
) -> HttpResponse:
    words = str(form["offered"].value() or "").split()
    context = {"form": form, "words": words, "wait": wait_of(request, refused)}
    return render(request, "journal/new_keys.html", context, status=status)


def _one_is_damaged() -> str:
    return gettext(
        "One of your pages does not open, and new keys could not take it along. It is "
        "marked in your list. Delete it there, or ask whoever runs this site first."
    )


def _done() -> str:
    return gettext(
        "Done. Your journal has new keys. The words and the code from before open "
        "nothing here any more."
    )
