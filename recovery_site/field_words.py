"""What a field says when it is empty or too long: Django's sentences, said more gently.

Django has no setting for them. Forms read them when their fields are made, so this must
run before the first form is imported.
"""

from django.core.validators import MaxLengthValidator
from django.forms import BooleanField, ChoiceField, Field
from django.utils.translation import gettext_lazy as _


def say_it_gently() -> None:
    """Replace the sentences of all fields that have none of their own."""
    Field.default_error_messages["required"] = _("Please fill this in.")
    BooleanField.default_error_messages = {"required": _("Please tick this first.")}
    ChoiceField.default_error_messages["required"] = _("Please choose one.")
    MaxLengthValidator.message = _(
        "This is too long: up to %(limit_value)d characters fit here."
    )
