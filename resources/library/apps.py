"""The library app's place in the site."""

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """A curated set of articles, read by anybody and edited by curators."""

    name = "resources.library"
    label = "library"
    verbose_name = _("Library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the search follow whatever is written to the library."""
        from resources.library.domain import indexing  # noqa: PLC0415 -- needs the models
        from resources.library.models import Article, Topic  # noqa: PLC0415 -- as above

        post_save.connect(indexing.article_was_saved, sender=Article)
        post_save.connect(indexing.topic_was_saved, sender=Topic)
        post_delete.connect(indexing.topic_was_deleted, sender=Topic)
        m2m_changed.connect(indexing.topics_were_set, sender=Article.topics.through)
