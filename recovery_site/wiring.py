"""Fills what the apps declare that they need of others."""

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from journal.domain.ports import ports
from recovery_site import sealing
from recovery_site.accounts.models import Session, User
from resources.directory.domain import filter_token


class SiteAccounts:
    """The site's accounts, as the journal needs them."""

    def end_sessions(self, user: UUID) -> None:
        """Sign the account out everywhere."""
        Session.objects.filter(user_id=user).delete()

    def set_password(self, user: UUID, password: str) -> None:
        """Give the account a new password."""
        account = User.objects.get(pk=user)
        account.set_password(password)
        account.save(update_fields=["password"])

    def password_faults(self, user: UUID, password: str) -> list[str]:
        """Return sentences on why a password will not do; none if it will."""
        try:
            validate_password(password, User.objects.filter(pk=user).first())
        except ValidationError as error:
            return list(error.messages)
        return []


class FindSealer:
    """The site's sealing, for what somebody looks for in the directory."""

    def seal(self, key: bytes, words: bytes) -> str:
        """Return a token that is safe in an address and tells little by its length."""
        return sealing.seal_token(key, words, purpose="find/v1")

    def open(self, key: bytes, token: str) -> bytes | None:
        """Return the words, or ``None`` when this key does not open the token."""
        return sealing.open_token(key, token, purpose="find/v1")


ports.accounts = SiteAccounts()
filter_token.use_sealer(FindSealer())
