"""The Django app of accounts and their sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, sessions, and how allauth is fitted to them."""

    name = "recovery_site.accounts"
    label = "accounts"
