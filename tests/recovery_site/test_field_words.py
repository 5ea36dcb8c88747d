"""Fields that are empty or too long say so in the words of this site."""

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from recovery_site.accounts.models import User

OURS = ("recovery_site", "journal", "resources", "allauth")
DJANGOS = "This field is required."


def forms_of(kind: type[forms.BaseForm]) -> list[type[forms.BaseForm]]:
    """Return every form that the addresses of the site have imported."""
    below = [each for sub in kind.__subclasses__() for each in [sub, *forms_of(sub)]]
    return [each for each in below if each.__module__.startswith(OURS)]


def test_every_field_that_may_not_be_empty_says_so_gently():
    assert get_resolver("recovery_site.urls").url_patterns
    fields = {
        (form.__module__, name): str(field.error_messages.get("required"))
        for form in forms_of(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
    }

    assert len(fields) > 50
    assert [each for each, words in fields.items() if words == DJANGOS] == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (forms.CharField(), "", "Please fill this in."),
        (forms.BooleanField(), "", "Please tick this first."),
        (forms.ChoiceField(choices=[("a", "A")]), "", "Please choose one."),
        (
            forms.CharField(max_length=3),
            "four",
            "This is too long: up to 3 characters fit here.",
        ),
    ],
)
def test_field_asks_instead_of_demanding(field, value, words):
    with pytest.raises(ValidationError) as refused:
        field.clean(value)

    assert refused.value.messages == [words]


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short1", "Please use 10 characters or more."),
        (
            "1234567890",
            "Many people use this one, so it is easy to guess. Please take another.",
        ),
        ("evergreen1", "This is close to the name. Please take another."),
    ],
)
def test_password_is_refused_without_blame(password, words):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="evergreen"))

    assert words in refused.value.messages
