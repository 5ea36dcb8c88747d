"""Makes an account for the desk, with its second factor, in the terminal."""

import getpass
import io
from typing import Any

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from recovery_site.accounts.models import User


class Command(BaseCommand):
    """Ask for a name and a password; show the TOTP secret and its QR code."""

    help = "Make a staff account with a second factor."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make the account; nothing is written until both answers are good.

        Raises:
            CommandError: The name is taken or the password too weak.
        """
        name = input("Name: ").strip().lower()
        if not name or User.objects.filter(username=name).exists():
            raise CommandError("That name is taken or empty. Nothing was changed.")
        password = getpass.getpass("Password: ")
        try:
            validate_password(password, User(username=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        with transaction.atomic():
            user = User.objects.create_superuser(name, password=password)
            secret = generate_totp_secret()
            TOTP.activate(user, secret)
            codes = RecoveryCodes.activate(user).get_unused_codes()
        self._show(user, secret, codes)

    def _show(self, user: User, secret: str, codes: list[str]) -> None:
        code = qrcode.QRCode()
        code.add_data(get_adapter().build_totp_url(user, secret))
        picture = io.StringIO()
        code.print_ascii(out=picture, invert=True)
        self.stdout.write(picture.getvalue())
        self.stdout.write(f"Secret for an authenticator app: {secret}")
        self.stdout.write("Codes if that device is lost: " + "  ".join(codes))
        self.stdout.write("Sign in at /manage/. Neither is shown again.")
