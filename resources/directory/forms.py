"""Forms: the filter of listings, and what the desk needs to enter one."""

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from resources.directory.countries import country_choices
from resources.directory.domain.filter_token import Choices
from resources.directory.domain.listings import (
    Options,
    language_name,
    stored_languages,
)
from resources.directory.models import Listing

Pairs = list[tuple[str, Any]]


class FilterForm(forms.Form):
    """Choices among what the published listings really have: no way to find nothing."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    region = forms.ChoiceField(label=_("State or region"), required=False)
    how = forms.ChoiceField(label=_("How"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, language_name(code)) for code in options.languages]
        self._offer(
            "country", [p for p in country_choices() if p[0] in options.countries]
        )
        self._offer("region", [(region, region) for region in options.regions])
        self._offer(
            "how",
            [
                (Listing.Modality.IN_PERSON.value, _("In person")),
                (Listing.Modality.ONLINE.value, _("Online")),
            ],
        )
        self._offer("language", sorted(named, key=lambda pair: pair[1]))

    def choices(self) -> Choices:
        """Return what was chosen; a choice that is not offered counts as any."""
        self.is_valid()
        return Choices(**self.cleaned_data)

    def _offer(self, name: str, pairs: Pairs) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", _("Any")), *pairs]


class ListingForm(forms.ModelForm[Listing]):
    """A listing at the desk: languages by name instead of codes."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=lambda: sorted(
            (code, info["name"]) for code, info in LANG_INFO.items() if "name" in info
        ),
    )

    class Meta:
        model = Listing
        fields = (
            "name", "credentials", "statement", "country", "region", "city",
            "modality", "languages", "licence_number", "licence_issuer",
            "licence_confirmed_on", "licence_confirmed_by", "phone", "email", "site",
            "fees", "sliding_scale", "specialties", "accepting", "last_confirmed",
            "is_published", "is_sample",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["languages"] = self.instance.languages.split()

    def clean_languages(self) -> str:
        """Return the codes as the column keeps them."""
        return stored_languages(self.cleaned_data["languages"])
