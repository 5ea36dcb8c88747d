"""The forms of signing in and signing up, in the words of this site."""

from typing import Any

from allauth.account import forms
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("Ten characters or more. A few words in a row are easy to remember.")


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
        password.help_text = PASSWORD_HINT


class ChangePasswordForm(forms.ChangePasswordForm):
    """The password one has, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("The password you have now")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("A new password")
        self.fields["password1"].help_text = PASSWORD_HINT
        self.fields["password2"].label = _("The new password once more")


class ReauthenticateForm(forms.ReauthenticateForm):
    """The password once more, before a change to how one signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].help_text = ""


class AppForm(ActivateTOTPForm):
    """The digits that prove that the app has taken the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits from the app")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondStepForm(second_step.AuthenticateForm):
    """The second step while signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits, or a spare code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondStepAgainForm(second_step.ReauthenticateForm):
    """The second step once more, before a change to how one signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits, or a spare code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
