"""The long list draws what Django's own control draws, in a fraction of the time."""

import pytest
from django import forms
from django.test.html import parse_html

from journal.forms.long_list import LongList

NASTY = '"><script>&\u200f'
CHOICES = [("", "Rather not say"), (7, "Seven"), (NASTY, NASTY), ("c", "C")]


@pytest.mark.parametrize("value", [None, "", 7, "7", "c", NASTY, "of no list"])
@pytest.mark.parametrize(
    "attrs",
    [{}, {"id": "id_zone", "class": NASTY, "disabled": True, "placeholder": False}],
    ids=["plain", "with attributes"],
)
def test_same_control_as_django_draws(value, attrs):
    ours, theirs = (
        control(attrs={"autocomplete": "off"}, choices=CHOICES)
        for control in (LongList, forms.Select)
    )

    drawn = ours.render("zone", value, attrs)

    assert parse_html(drawn) == parse_html(theirs.render("zone", value, attrs))
    assert "<script>" not in drawn
