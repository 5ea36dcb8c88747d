"""The parts that every page is made of: frame, exit, fields and their errors."""

import re

from django import forms
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse


class Place(forms.Form):
    """A form with one of each kind of control."""

    name = forms.CharField(
        label="Name",
        help_text="Any will do.",
        widget=forms.TextInput(attrs={"placeholder": "Username"}),
    )
    stay = forms.BooleanField(label="Stay", required=False)
    depth = forms.ChoiceField(
        label="Depth",
        choices=[("a", "Steady"), ("b", "Deeper")],
        widget=forms.RadioSelect,
    )


def render(source: str, **context: object) -> str:
    request = RequestFactory().get("/")
    return engines["django"].from_string(source).render(context, request)


def field(name: str, form: forms.Form) -> str:
    return render(
        '{% include "components/field.html" with field=field only %}', field=form[name]
    )


def page(blocks: str = "", **context: object) -> str:
    return render('{% extends "base.html" %}' + blocks, **context)


def current(html: str) -> list[str]:
    doors = html.partition('<nav class="bar__doors"')[2].partition("</nav>")[0]
    return re.findall(r'aria-current="true">([^<]+)<', doors)


def test_field_stands_as_label_hint_error_control():
    html = field("name", Place({"name": ""}))

    order = re.findall(r'<label|id="id_name_helptext"|id="id_name_error"|<input', html)
    assert order == ["<label", 'id="id_name_helptext"', 'id="id_name_error"', "<input"]


def test_field_ties_hint_and_error_to_its_control():
    control = re.findall(r"<input[^>]+>", field("name", Place({"name": ""})))[0]

    assert 'aria-describedby="id_name_helptext id_name_error"' in control
    assert 'aria-invalid="true"' in control
    assert 'class="input input--fault"' in control


def test_field_with_a_visible_label_has_no_placeholder():
    assert "Username" not in field("name", Place())


def test_checkbox_stands_before_its_label():
    html = field("stay", Place())

    assert html.index("<input") < html.index("Stay")


def test_choices_are_a_group_with_a_legend():
    html = field("depth", Place())

    assert re.findall(r"<legend[^>]*>([^<]+)<", html) == ["Depth"]
    assert html.count('type="radio"') == 2


def test_error_summary_leads_to_every_field_at_fault():
    html = render(
        '{% include "components/error_summary.html" with form=form only %}',
        form=Place({"name": ""}),
    )

    assert "2 things need a second look" in html
    assert re.findall(r'href="([^"]+)"', html) == ["#id_name", "#id_depth"]


def test_error_summary_is_silent_without_errors():
    html = render(
        '{% include "components/error_summary.html" with form=form only %}',
        form=Place(),
    )

    assert html.strip() == ""


def test_exit_button_is_not_the_forms_first_button():
    html = render('{% include "components/exit_button.html" with form="entry" only %}')

    buttons = re.findall(r"<button([^>]+)>", html)
    assert [f'formaction="{reverse("leave")}"' in each for each in buttons] == [
        False,
        True,
    ]
    assert ["formnovalidate" in each for each in buttons] == [False, True]


def test_shelf_locks_by_a_form_with_a_token():
    html = render(
        '{% include "components/shelf.html" '
        'with here="new" csrf_token="token-for-lock" only %}'
    )

    assert f'action="{reverse("journal-lock")}"' in html
    assert "token-for-lock" in html
    assert re.findall(r'aria-current="page">([^<]+)<', html) == ["New entry"]


def test_door_can_be_named_by_block_or_by_view():
    assert current(page()) == []
    assert current(page(door="read")) == ["Read"]
    assert current(page("{% block door %}find{% endblock %}")) == ["Find help"]


def test_frame_is_private_only_around_a_shelf():
    shelf = "{% block shelf %}<nav>shelf</nav>{% endblock %}"

    assert "data-private" not in page()
    assert "data-private" in page(shelf)
    assert page(shelf).count("<nav>shelf</nav>") == 1


def test_frame_names_the_site_though_a_view_brings_another(settings):
    settings.SITE_NAME = "Tidewater"

    html = page(site={"name": "localhost:8000"})

    assert "localhost:8000" not in html
    assert html.count("Tidewater") == 3
