import pytest
from django.core.exceptions import ValidationError

from resources.directory import numbers


def test_check_full_accepts_a_valid_number_of_the_country():
    numbers.check_full("+18006564673", country="US")


@pytest.mark.parametrize("value", ["8006564673", "+1800656467", "+34016", "", "+"])
def test_check_full_refuses_what_is_not_a_valid_number(value):
    with pytest.raises(ValidationError):
        numbers.check_full(value, country="US")


def test_check_full_refuses_a_number_of_another_country():
    with pytest.raises(ValidationError):
        numbers.check_full("+448085002222", country="US")


def test_check_short_accepts_a_number_of_the_country():
    numbers.check_short("016", country="ES")


@pytest.mark.parametrize(
    ("value", "country"), [("016", "FR"), ("017", "ES"), ("988", "XX")]
)
def test_check_short_refuses_what_the_country_does_not_dial(value, country):
    with pytest.raises(ValidationError):
        numbers.check_short(value, country=country)


def test_check_short_refuses_to_call_a_number_for_texts():
    numbers.check_short("64673", country="US", texts=True)

    with pytest.raises(ValidationError):
        numbers.check_short("64673", country="US")


def test_same_number_sees_a_slip_in_one_digit():
    assert numbers.same_number("08088 01 03 02", value="+448088010302", country="GB")
    assert not numbers.same_number(
        "08088 01 03 03", value="+448088010302", country="GB"
    )
    assert not numbers.same_number("nobody", value="+448088010302", country="GB")
    assert not numbers.same_number("116 124", value="116123", country="GB")


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "ftp://example.org", "https://", "x"]
)
def test_check_web_refuses_what_is_not_a_web_address(value):
    with pytest.raises(ValidationError):
        numbers.check_web(value)


def test_host_of_is_said_without_www():
    assert numbers.host_of("https://www.hilfetelefon.de/x") == "hilfetelefon.de"


def test_spoken_groups_the_digits():
    assert numbers.spoken("+15035550100") == "+1 503-555-0100"
    assert numbers.spoken("") == ""
