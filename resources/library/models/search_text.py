"""What the library's search compares: an article's words, folded and shortened."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.library.models.article import Article


class SearchText(models.Model):
    """The words of one article as ``domain.words`` makes them, with spaces between.

    The columns are the same on every database. What makes them fast differs: on SQLite
    an FTS5 table that triggers keep in step, on PostgreSQL an index; migration 0002 has
    both. A migration that changes this table must make the triggers anew.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    title = models.TextField(_("title"))
    about = models.TextField(_("summary and topics"))
    text = models.TextField(_("text"))
    version = models.PositiveSmallIntegerField(_("version of the words"))

    class Meta:
        verbose_name = _("words for the search")
        verbose_name_plural = _("words for the search")

    def __str__(self) -> str:
        return f"{self.article_id}"
