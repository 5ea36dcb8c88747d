"""How allauth is fitted to this site: no addresses kept, no secrets readable."""

import base64
import hashlib
import hmac
import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.domain import recovering, unlocking
from journal.domain.errors import BusyError
from recovery_site import sealing
from recovery_site.accounts.wording import SECOND_STEP_ERRORS, SIGN_IN_ERRORS

PREFIX_BITS = {4: 24, 6: 56}


def prefix_hash(address: str) -> str:
    """Return a keyed hash of an address's prefix that changes every day.

    Rate limits need to tell visitors apart for minutes. Nobody who reads the cache can
    turn this back into an address, or link two days.
    """
    parsed = ipaddress.ip_address(address)
    network = ipaddress.ip_network((parsed, PREFIX_BITS[parsed.version]), strict=False)
    words = f"{network} {timezone.now().date()}".encode()
    key = sealing.derive_key(settings.SECRET_KEY.encode(), "rate-limit/v1")
    return hmac.new(key, words, hashlib.sha256).hexdigest()[:32]


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by name; nothing about a visitor's address is kept."""

    error_messages: dict[str, Any] = {  # noqa: RUF012 -- as allauth declares it
        **DefaultAccountAdapter.error_messages,
        **SIGN_IN_ERRORS,
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the hash of the address's prefix in place of the address."""
        return prefix_hash(super().get_client_ip(request))

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and lock every open journal of the account."""
        if request.user.is_authenticated:
            unlocking.lock_everywhere(request.user.pk)
        super().logout(request)
        request.META["daybook.forget_unlock"] = True

    def clean_password(self, password: str, user: Any = None) -> str:
        """Refuse the journal's passphrase as a password: one secret, two doors.

        Raises:
            ValidationError: It is, or the password is too weak.
        """
        cleaned = str(super().clean_password(password, user=user))
        if user is not None and _is_passphrase(user, cleaned):
            raise ValidationError(
                _("Please choose something other than your passphrase.")
            )
        return cleaned

    def set_password(self, user: Any, password: str) -> None:
        """Set a password, and lock every open journal: it may have been a thief's."""
        super().set_password(user, password)
        unlocking.lock_everywhere(user.pk)

    def get_http_user_agent(self, request: HttpRequest) -> str:  # noqa: ARG002 -- allauth's signature
        """Return nothing: the browser's name is not kept."""
        return ""


def _is_passphrase(user: AbstractBaseUser, text: str) -> bool:
    try:
        return recovering.is_passphrase(user, text=text)
    except BusyError:
        raise ValidationError(_("Please try again in a moment.")) from None


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: seeds sealed at rest, and neutral names on the device."""

    error_messages: dict[str, Any] = {  # noqa: RUF012 -- as allauth declares it
        **DefaultMFAAdapter.error_messages,
        **SECOND_STEP_ERRORS,
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002, ARG002 -- allauth's signature
        """Offer a plain name for a new passkey."""
        return _("This device")

    def encrypt(self, text: str) -> str:
        """Return a seed, sealed under a key derived from SECRET_KEY."""
        sealed = sealing.seal(self._key(), text.encode(), place=b"mfa")
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return an opened seed."""
        sealed = base64.b64decode(encrypted_text)
        return sealing.open_sealed(self._key(), sealed, place=b"mfa").decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the site neutrally in the device's list of passkeys."""
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(
        self, user: AbstractBaseUser
    ) -> dict[str, Any]:
        """Show the site's name instead of the person's in that list."""
        entity = super().get_public_key_credential_user_entity(user)
        return {
            **entity,
            "name": settings.SITE_NAME,
            "display_name": settings.SITE_NAME,
        }

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: a mail about an account here can betray its owner."""

    @staticmethod
    def _key() -> bytes:
        return sealing.derive_key(settings.SECRET_KEY.encode(), "mfa/v1")
