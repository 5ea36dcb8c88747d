"""The forms before something is deleted, and the one that opens a closed journal."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.forms.keys import SECRET

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _secret_field(
    label: "StrOrPromise", *, hint: "StrOrPromise" = "", fill: str = "off"
) -> forms.CharField:
    attrs = {**SECRET, "autocomplete": fill, "class": "input input--wide"}
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        widget=forms.PasswordInput(attrs=attrs),
    )


class EraseForm(forms.Form):
    """The passphrase typed again, and one clear yes."""

    passphrase = _secret_field(_("The passphrase you have now"), fill="off")
    sure = forms.BooleanField(label=_("Yes, delete every page of this journal"))


class PasswordForm(forms.Form):
    """The password that signs one in, typed again."""

    password = _secret_field(
        _("The password you sign in with"), fill="current-password"
    )


class ClosedForm(forms.Form):
    """What opens a closed journal, whichever of the two was found."""

    secret = _secret_field(
        _("Its passphrase or its code"),
        hint=_("The words or the sheet from that time. Pasting is fine."),
    )
