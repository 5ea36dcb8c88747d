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

from journal.domain import exchanging, renewing, unlocking
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
    journal_open,
    remember_device,
    set_unlock_cookie,
)
from journal.views.guarding import busy, guarded, later, wait_of
from journal.views.slots import in_new_session

PAGE = "journal-new-keys"


@sensitive_post_parameters()
@sensitive_variables()
@journal_open(reading=False)
def new_keys(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Begin, or show where the making of new keys stands."""
    if request.method != "POST":
        return _where_it_stands(request, journal)
    form = NewKeysForm(request.POST, request=request)
    try:
        opening = _begin(request, journal, form) if form.is_valid() else None
    except SlowDownError as error:
        page = _first_page(request, form, status=429, refused=error)
        return later(page, error.seconds)
    except BusyError:
        form.add_error(None, busy())
        return later(_first_page(request, form, status=503))
    if opening is None:
        return _first_page(request, form, status=422)
    return _reopened(request, opening, PAGE)


@sensitive_post_parameters()
@journal_open(reading=False)
def confirm(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Take the confirmation of the new code."""
    if request.method != "POST":  # after a lock, unlocking leads back here
        return HttpResponseRedirect(reverse(PAGE))
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


@sensitive_variables()
@journal_open(reading=False)
def go_on(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Copy the next pages, or let the new keys take over."""
    if request.method != "POST":  # after a lock, unlocking leads back here
        return HttpResponseRedirect(reverse(PAGE))
    session_key = request.session.session_key or ""
    try:
        opening = exchanging.go_on(journal, session_key=session_key)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    except EntryDamagedError:
        # Not back to the page whose script would press the button again.
        messages.warning(request, _one_is_damaged())
        return HttpResponseRedirect(reverse("journal-home"))
    except WrongSecretError:
        return _begin_again(request, journal)
    if opening is None:
        return HttpResponseRedirect(reverse(PAGE))
    messages.success(request, _done())
    return _reopened(request, opening, "journal-keys")


@journal_open(reading=False)
def stop(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Keep the keys as they are."""
    if request.method != "POST":  # after a lock, unlocking leads back here
        return HttpResponseRedirect(reverse(PAGE))
    try:
        renewing.call_off(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    messages.success(request, gettext("Nothing was changed. Your keys are as before."))
    return HttpResponseRedirect(reverse("journal-keys"))


@sensitive_variables()
def _begin(
    request: HttpRequest, journal: OpenJournal, form: NewKeysForm
) -> unlocking.Opening | None:
    """Return the journal opened anew, or ``None`` with the reason in the form."""
    try:
        with guarded(request, Kind.PASSPHRASE):
            return renewing.begin(
                journal,
                old=form.cleaned_data["old"],
                new=form.passphrase,
                session_key=request.session.session_key or "",
            )
    except (WrongSecretError, ValueError):
        form.add_error("old", gettext("These words do not open it. Please look again."))
    except ListDamagedError:
        form.add_error(None, gettext("Please see first what changed in your journal."))
    except EntryDamagedError:
        form.add_error(None, _one_is_damaged())
    return None


def _begin_again(request: HttpRequest, journal: OpenJournal) -> HttpResponse:
    """Lead to the page; where the new keys do not open what they should, end them."""
    renewal = renewing.renewal_of(journal)
    if renewal is None or not renewal.code.is_confirmed:
        return HttpResponseRedirect(reverse(PAGE))
    try:
        renewing.call_off(journal)
    except ListDamagedError:
        return HttpResponseRedirect(reverse("journal-check"))
    messages.warning(request, gettext(
        "The new keys were changed from outside, so they were thrown away. The old "
        "ones open your journal. You can begin again."
    ))  # fmt: skip
    return HttpResponseRedirect(reverse("journal-keys"))


def _reopened(
    request: HttpRequest, opening: unlocking.Opening, name: str
) -> HttpResponse:
    opening = in_new_session(request, opening)
    response = HttpResponseRedirect(reverse(name))
    set_unlock_cookie(response, opening)
    remember_device(request, response)
    return response


def _where_it_stands(
    request: HttpRequest,
    journal: OpenJournal,
    form: CodeForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    renewal = renewing.renewal_of(journal)
    if renewal is None:
        first = NewKeysForm(initial={"offered": offer()}, request=request)
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
        "Done. Your journal has new keys. The code from before opens nothing here any "
        "more, and neither do the words, unless you kept them."
    )
