"""Filters that draw Django's bound fields in the site's look."""

from django import template
from django.forms import BoundField, CheckboxInput
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_check(field: BoundField) -> bool:
    """Tell whether the field is a single checkbox, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw the control below a visible label, which a placeholder would only repeat."""
    return field.as_widget(attrs={**_classes(field), "placeholder": False})


@register.filter
def bare_control(field: BoundField) -> SafeString:
    """Draw the control with its placeholder, for a label that is not shown."""
    return field.as_widget(attrs=_classes(field))


@register.filter
def plain_control(field: BoundField) -> SafeString:
    """Draw a checkbox without the box of a text field."""
    return field.as_widget()


def _classes(field: BoundField) -> dict[str, str | bool]:
    """Return the classes of a control; one that the form names itself is kept."""
    classes = [field.field.widget.attrs.get("class", "input")]
    if field.errors:
        classes.append("input--fault")
    return {"class": " ".join(classes)}
