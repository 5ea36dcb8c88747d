"""The forms of signing in and signing up, in the words of this site."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(forms.LoginForm):
    """Name and password, and whether this is one's own device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name")
        self.fields["password"].help_text = ""
        if "remember" in self.fields:
            self.fields["remember"].label = _("Keep me signed in on this device")
            self.fields["remember"].help_text = _(
                "Only on a device that nobody else can use. "
                "Your journal still asks for its passphrase."
            )


class SignupForm(forms.SignupForm):
    """A name and a password; nothing else is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["username"], self.fields["password1"]
        name.label = _("A name to sign in with")
        name.help_text = _(
            "It need not be your own. Better one that nobody would link to you."
        )
        password.label = _("A password")
        password.help_text = _(
            "Ten characters or more. A few words in a row are easy to remember."
        )
