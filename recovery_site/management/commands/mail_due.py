"""Reminds the operator of what is due for a check."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.management.base import BaseCommand
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from recovery_site.desk import digest


class Command(BaseCommand):
    """Mail a neutral line or two; print them where there is no mail server."""

    help = "Remind the operator of what is due. Run it once a week."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Send or print it; say nothing where nothing is due."""
        lines = digest()
        if not lines:
            return
        text = lines + "\n\n" + _("The list is on the first page of the desk.") + "\n"
        if not (settings.EMAIL_HOST and _is_address(settings.OPERATOR_CONTACT)):
            self.stdout.write(text)
            return
        # The subject is what stands on a lock screen.
        subject = _("%(name)s: a reminder") % {"name": settings.SITE_NAME}
        sender = settings.DEFAULT_FROM_EMAIL or settings.OPERATOR_CONTACT
        send_mail(subject, text, sender, [settings.OPERATOR_CONTACT])


def _is_address(contact: str) -> bool:
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True
