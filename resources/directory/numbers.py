"""Telephone numbers: what may be printed as one, and what a phone is given to dial.

A number of the kind ``full`` is kept as E.164. A ``short`` number is dialled as it
stands in its country and never becomes E.164: ``tel:+34016`` is a dead link.
"""

from urllib.parse import urlsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from resources.directory.countries import countries

WEB_SCHEMES = ("https", "http")


def check_full(value: str, *, country: str) -> None:
    """Refuse what is not a valid number of the country, written as E.164.

    Raises:
        ValidationError: Not E.164, not valid, or of another country's code.
    """
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        number = phonenumbers.PhoneNumber()
    if _e164(number) != value or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _("%(value)s is not a valid number, such as +18006564673."),
            params={"value": value},
        )
    if number.country_code != phonenumbers.country_code_for_region(country):
        raise ValidationError(
            _("%(value)s is a number of another country."), params={"value": value}
        )


def check_short(value: str, *, country: str, texts: bool = False) -> None:
    """Refuse a short number that the country's list does not have.

    Raises:
        ValidationError: The number is not in ``data/countries.yaml``.
    """
    known = countries().get(country)
    allowed = (known.short | known.texts if texts else known.short) if known else ()
    if value not in allowed:
        raise ValidationError(
            _("%(value)s is not among the short numbers of this country."),
            params={"value": value},
        )


def check_shown(shown: str, *, value: str, country: str) -> None:
    """Refuse a printed number that comes down to another one: a slip costs a call.

    Raises:
        ValidationError: ``shown`` and ``value`` are not the same number.
    """
    if not same_number(shown, value=value, country=country):
        raise ValidationError(
            _("%(shown)s and %(value)s are not the same number."),
            params={"shown": shown, "value": value},
        )


def same_number(shown: str, *, value: str, country: str) -> bool:
    """Tell whether a printed number is dialled as the stored one."""
    if not value.startswith("+"):
        return "".join(filter(str.isdigit, shown)) == value
    try:
        return _e164(phonenumbers.parse(shown, country)) == value
    except phonenumbers.NumberParseException:
        return False


def check_web(value: str) -> None:
    """Refuse what is not a web address with a host.

    Raises:
        ValidationError: Another scheme, or no host.
    """
    parts = urlsplit(value)
    if parts.scheme not in WEB_SCHEMES or not parts.hostname:
        raise ValidationError(
            _("%(value)s is not a web address."), params={"value": value}
        )


def spoken(value: str) -> str:
    """Return an E.164 number in groups, with its country's code."""
    if not value:
        return ""
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(phonenumbers.parse(value), international)


def host_of(url: str) -> str:
    """Return the host of an address, as one would say it aloud."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
