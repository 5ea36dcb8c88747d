import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from resources.directory.models import Contact
from tests.resources.directory.factories import a_line

pytestmark = pytest.mark.django_db


def test_help_line_confirmed_without_a_source_is_refused():
    line = a_line(status="unconfirmed", source_url="")
    line.status = "confirmed"

    with pytest.raises(ValidationError) as refusal:
        line.full_clean()
    with pytest.raises(IntegrityError):
        line.save()

    assert list(refusal.value.message_dict) == ["source_url"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("full", "988"),
        ("full", "+34016"),
        ("short", "+18006564673"),
        ("short", "64673"),
        ("text", "12345"),
        ("video", "855"),
        ("chat", "javascript:alert(1)"),
        ("web", "hotline.rainn.org"),
        ("app", "600"),
        ("email", "nobody"),
    ],
)
def test_contact_of_another_kind_is_refused_at_its_value(kind, value):
    contact = Contact(line=a_line(), kind=kind, value=value, grade="H")

    with pytest.raises(ValidationError) as refusal:
        contact.full_clean()

    assert list(refusal.value.message_dict) == ["value"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("full", "+18006564673", "800-656-4673"),
        ("short", "988", "9-8-8"),
        ("text", "64673", ""),
        ("text", "+18447628483", "844-762-8483"),
        ("chat", "https://hotline.rainn.org", ""),
        ("email", "alice@example.org", ""),
    ],
)
def test_contact_of_its_kind_is_accepted(kind, value, shown):
    contact = Contact(line=a_line(), kind=kind, value=value, shown=shown, grade="H")

    contact.full_clean()


def test_contact_that_prints_another_number_is_refused():
    contact = Contact(
        line=a_line(),
        kind="full",
        value="+18006564673",
        shown="800-656-4674",
        grade="H",
    )

    with pytest.raises(ValidationError):
        contact.full_clean()
