"""Columns of the directory's own."""

from typing import Any

from django import forms
from django.db import models


class WebAddressField(models.URLField[str, str]):
    """An address on the web; one typed without a scheme is taken as https."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a form field that assumes https."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})
