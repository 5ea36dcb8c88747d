"""What a page brings back from a passkey, put in by a script and shown nowhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.passkeys import Answer, read_salt

NAME_MAXIMUM = 40  # characters
TEXT_MAXIMUM = 1_364  # characters of base64: the longest id of a passkey


class BareField(forms.CharField):
    """Text that a script puts in; it is never drawn, so that no page holds it."""

    def __init__(self) -> None:
        super().__init__(max_length=TEXT_MAXIMUM, required=False, strip=False)


class AnswerForm(forms.Form):
    """A passkey's id and what its PRF answered, as URL-safe base64."""

    credential = BareField()
    output = BareField()

    def clean(self) -> dict[str, Any]:
        """Read the answer; whatever is wrong with it is one sentence."""
        cleaned = super().clean() or {}
        try:
            self.read(cleaned)
        except (KeyError, ValueError):
            for name in ("credential", "output", "salt"):
                self.errors.pop(name, None)
            self.add_error(None, _("The passkey’s answer did not arrive whole."))
        return cleaned

    def read(self, cleaned: dict[str, Any]) -> None:
        """Put what the fields stand for in their place.

        Raises:
            KeyError: A field was refused.
            ValueError: A field is not what it should be.
        """
        cleaned["answer"] = Answer.read(cleaned["credential"], cleaned["output"])


class AddPasskeyForm(AnswerForm):
    """The answer, the salt that was asked with, and a name for the passkey."""

    salt = BareField()
    name = forms.CharField(
        label=_("What to call it here"),
        help_text=_("To tell it from others, such as “phone”. The name is sealed."),
        max_length=NAME_MAXIMUM,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "input"}
        ),
    )

    def read(self, cleaned: dict[str, Any]) -> None:
        """Put what the fields stand for in their place."""
        super().read(cleaned)
        cleaned["salt"] = read_salt(cleaned["salt"])
