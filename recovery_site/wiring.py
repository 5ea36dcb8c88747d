"""Fills what the apps declare that they need of others."""

from datetime import date
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language

from journal.domain.ports import ports
from recovery_site import ledger, lists, sealing
from recovery_site.accounts import deleting
from recovery_site.accounts.models import Session, User
from resources.directory.domain import filter_token
from resources.library.domain import search_token
from resources.library.domain.prompts import own_prompts
from resources.sharing.domain.ports import ports as list_ports


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

    def is_password(self, request: HttpRequest, password: str) -> bool:
        """Tell whether this is the password of who is signed in."""
        return deleting.is_password(request, password)

    def is_password_of(self, user: UUID, text: str) -> bool:
        """Tell whether a text is an account's password, whoever is asking."""
        account = User.objects.filter(pk=user).first()
        return account is not None and account.check_password(text)

    def erase_after(self, user: UUID) -> date | None:
        """Return the day on which the account will be deleted, if one is set."""
        days = User.objects.filter(pk=user).values_list("erase_after", flat=True)
        return days.first()

    def call_off_erasing(self, user: UUID) -> bool:
        """Keep the account after all; return whether a day was set."""
        waiting = User.objects.filter(pk=user, erase_after__isnull=False)
        return bool(waiting.update(erase_after=None))


class SiteVisitors:
    """Visitors, as the apps may know them."""

    def prefix_hash(self, request: HttpRequest) -> str:
        """Return a keyed hash of the address's prefix, which changes every day."""
        return get_adapter(request).get_client_ip(request)


class SitePrompts:
    """The library's prompts, as the journal needs them."""

    def offered(self, depth: str) -> dict[str, str]:
        """Return the words of each prompt of a depth, in the language of the page."""
        return own_prompts(depth, language=get_language() or "en")


class FindSealer:
    """The site's sealing, for what somebody looks for in the directory."""

    def seal(self, key: bytes, words: bytes) -> str:
        """Return a token that is safe in an address and tells little by its length."""
        return sealing.seal_token(key, words, purpose="find/v1")

    def open(self, key: bytes, token: str) -> bytes | None:
        """Return the words, or ``None`` when this key does not open the token."""
        return sealing.open_token(key, token, purpose="find/v1")


class ReadSealer:
    """The site's sealing, for what somebody looks for in the library.

    The cookie is the directory's: one key for all that is looked for in public.
    """

    def key_of(self, cookie: str | None) -> str:
        """Return the key that a cookie holds, or a new one, as a cookie holds it."""
        if cookie is None or filter_token.key_from(cookie) is None:
            return filter_token.new_key()
        return cookie

    def seal(self, key: str, words: bytes) -> str:
        """Return a token that is safe in an address and tells little by its length."""
        secret = filter_token.key_from(key)
        assert secret is not None  # noqa: S101 -- key_of returns nothing else
        return sealing.seal_token(secret, words, purpose="read/v1")

    def open(self, cookie: str | None, token: str) -> bytes | None:
        """Return the words, or ``None`` when the cookie does not open the token."""
        secret = filter_token.key_from(cookie)
        return sealing.open_token(secret, token, purpose="read/v1") if secret else None


ports.accounts = SiteAccounts()
ports.ledger = ledger.SiteLedger()
ports.prompts = SitePrompts()
ports.visitors = SiteVisitors()
filter_token.use_sealer(FindSealer())
search_token.use_sealer(ReadSealer())
list_ports.sealer = lists.ListSealer()
list_ports.ledger = lists.ListLedger()
list_ports.visitors = SiteVisitors()
