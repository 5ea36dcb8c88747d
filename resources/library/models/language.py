"""Languages: the tags that rows of the library stand under."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# A tag names a folder when the library is exported: no dot or slash may be in it.
TAG = re.compile(r"\A[a-z]{2,3}(-[a-z0-9]+)*\Z")

check_language = RegexValidator(
    TAG, _("Please give a language as a tag in lower case, such as “en” or “pt-br”.")
)
