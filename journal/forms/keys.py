"""The forms that take a passphrase or a code. Neither is ever shown again."""

from functools import cache
from typing import Any

from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.domain.errors import BusyError
from journal.domain.passphrases import is_offered, passphrase_fault
from journal.domain.ports import ports

MIN_LENGTH = 12  # characters, for one's own words
SECRET = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


class UnlockForm(forms.Form):
    """One passphrase. Named apart from the account's password."""

    passphrase = forms.CharField(
        label=_("Passphrase"),
        help_text=_("The words you chose, with the spaces. Pasting is fine."),
        strip=False,
        widget=forms.PasswordInput(
            attrs={
                # A manager must not confuse it with the account's password.
                "autocomplete": "off",
                "class": "input input--wide",
                "autofocus": True,
            }
        ),
    )


class NewPassphraseField(forms.CharField):
    """One's own words for a passphrase."""

    def __init__(self, **kwargs: Any) -> None:
        defaults = {
            "strip": False,
            "widget": forms.TextInput(attrs={**SECRET, "class": "input input--wide"}),
        }
        super().__init__(**{**defaults, **kwargs})


class StartForm(forms.Form):
    """The six words that were drawn, or one's own."""

    offered = forms.CharField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("Your passphrase"),
        choices=[
            ("offered", _("These six words")),
            ("own", _("Words of my own")),
        ],
        initial="offered",
        widget=forms.RadioSelect,
    )
    own = NewPassphraseField(
        label=_("Words of your own"),
        help_text=_("Twelve letters or more. Not the password you sign in with."),
        required=False,
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Check the words that were chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") == "own":
            refuse_weak(self, "own", request=self.request)
        elif cleaned.get("choice") == "offered" and not is_offered(
            cleaned.get("offered", "")
        ):
            self.add_error(None, _("Please choose again: these words were changed."))
        return cleaned

    @property
    def passphrase(self) -> str:
        """Return the chosen passphrase."""
        name = "own" if self.cleaned_data["choice"] == "own" else "offered"
        return str(self.cleaned_data[name])


class PassphraseForm(StartForm):
    """The passphrase that opens now, and the words that shall open from now on."""

    old = forms.CharField(
        label=_("The passphrase you have now"),
        strip=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "off", "class": "input input--wide"}
        ),
    )
    field_order = ("old", "choice", "own", "offered")


class NewKeysForm(PassphraseForm):
    """The passphrase that opens now, and what shall open under the new keys."""

    choice = forms.ChoiceField(
        label=_("What opens the new keys"),
        choices=[
            ("offered", _("These six words")),
            ("own", _("Words of my own")),
            ("same", _("The words I have now, as nobody else knows them")),
        ],
        initial="offered",
        widget=forms.RadioSelect,
    )

    @property
    def passphrase(self) -> str:
        """Return the passphrase for the new keys."""
        if self.cleaned_data["choice"] == "same":
            return str(self.cleaned_data["old"])
        return super().passphrase


class RecoverForm(forms.Form):
    """The code, a new passphrase, and a new password if that is lost as well."""

    code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("From your sheet. Small letters are fine, and so are gaps."),
        widget=forms.TextInput(attrs={**SECRET, "class": "input input--wide"}),
    )
    passphrase = NewPassphraseField(
        label=_("A new passphrase"),
        help_text=_("Twelve letters or more. It opens your journal from now on."),
    )
    password = forms.CharField(
        label=_("A new password, if you have lost that too"),
        help_text=_("Leave it empty to keep the one you have."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check the new passphrase; the code is for the domain to try."""
        cleaned = super().clean() or {}
        refuse_weak(self, "passphrase", request=None)
        passphrase = str(cleaned.get("passphrase", "")).strip()
        if passphrase and str(cleaned.get("password", "")).strip() == passphrase:
            self.add_error("passphrase", _("Please let the two be different."))
        return cleaned


class CodeForm(forms.Form):
    """The recovery code, typed once to show that it is kept."""

    code = forms.CharField(
        label=_("Type the code from your sheet"),
        widget=forms.TextInput(attrs={**SECRET, "class": "input input--wide"}),
    )


def refuse_weak(form: forms.Form, name: str, *, request: HttpRequest | None) -> None:
    """Add a sentence to a field whose words would not hold.

    Args:
        form: With values that were cleaned.
        name: Of its field.
        request: Of who has signed in; ``None`` where nobody has to.
    """
    if name in form.errors:
        return
    # As they will be used: outer spaces do not count.
    words = str(form.cleaned_data.get(name, "")).strip()
    if len(words) < MIN_LENGTH:
        form.add_error(name, _("Please use twelve letters or more."))
        return
    if passphrase_fault(words) is not None:
        form.add_error(name, _("These words are too long to be kept."))
        return
    try:
        _common_words().validate(words)
    except ValidationError:
        form.add_error(name, _("Many people use these words. Please choose others."))
    if request is not None and name not in form.errors:
        _refuse_account_words(form, name, words, request)


@cache
def _common_words() -> CommonPasswordValidator:
    """Return what knows them; made once, for it reads a file of 20,000."""
    return CommonPasswordValidator()


def _refuse_account_words(
    form: forms.Form, name: str, words: str, request: HttpRequest
) -> None:
    if str(request.user).lower() == words.lower():
        form.add_error(name, _("Please choose something other than your name."))
        return
    typed = dict.fromkeys((words, str(form.cleaned_data[name])))
    try:
        # Counted like every other place that tells whether a text is the password.
        if any(ports.accounts.is_password(request, text) for text in typed):
            form.add_error(name, is_password())
    except BusyError:
        form.add_error(None, gettext("Please try again in a minute."))


def is_password() -> str:
    """Return the sentence for a passphrase that opens the account as well."""
    return gettext("That is the password you sign in with. Please choose other words.")
