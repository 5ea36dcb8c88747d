"""The Django app of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal: private, ciphertext at rest."""

    name = "journal"
