"""The Django app of accounts and their sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, sessions, and how allauth is fitted to them."""

    name = "recovery_site.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Keep allauth from noting when a second step was last used."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415 -- after the app registry

        # That would say when somebody writes. The account itself keeps no such time.
        Authenticator.record_usage = _note_nothing  # type: ignore[assignment,method-assign]  # -- allauth has no setting for it


def _note_nothing(_authenticator: object) -> None:
    pass
