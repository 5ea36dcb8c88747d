"""Contacts: one way to reach a help line."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.directory import numbers
from resources.directory.models.help_line import HelpLine
from resources.directory.models.shipped import Grade


class Contact(models.Model):
    """A number, an address on the web, or an e-mail address, with its own grade."""

    class Kind(models.TextChoices):
        """How the value is used, and so which values are valid."""

        FULL = "full", _("telephone number (+…)")
        SHORT = "short", _("short number, dialled as it stands")
        TEXT = "text", _("text message")
        VIDEO = "video", _("video phone")
        CHAT = "chat", _("chat on the web")
        WEB = "web", _("web site")
        APP = "app", _("messaging app")
        EMAIL = "email", _("e-mail")

    line = models.ForeignKey(
        HelpLine, on_delete=models.CASCADE, related_name="contacts"
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    value = models.CharField(_("value"), max_length=200)
    shown = models.CharField(_("as published"), max_length=40, blank=True)
    keyword = models.CharField(_("keyword or app"), max_length=20, blank=True)
    grade = models.CharField(max_length=1, choices=Grade, default=Grade.LOW)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """Contacts stand in the order in which a person would try them."""

        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("line", "position", "pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.shown or self.value}"

    def clean(self) -> None:
        """Refuse a value that is not of its kind, as an error of the form's field."""
        super().clean()
        try:
            self._check_value(country=self.line.country)
        except ValidationError as error:
            raise ValidationError({"value": error}) from error

    def _check_value(self, *, country: str) -> None:
        if self.kind in {self.Kind.CHAT, self.Kind.WEB}:
            numbers.check_web(self.value)
        elif self.kind == self.Kind.EMAIL:
            validate_email(self.value)
        else:
            self._check_number(country=country)

    def _check_number(self, *, country: str) -> None:
        texts = self.kind == self.Kind.TEXT
        if self.kind == self.Kind.SHORT or (texts and not self.value.startswith("+")):
            numbers.check_short(self.value, country=country, texts=texts)
        else:
            numbers.check_full(self.value, country=country)
        shown = self.shown or self.value
        numbers.check_shown(shown, value=self.value, country=country)
