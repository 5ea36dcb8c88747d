"""Articles: what the library holds, one row for each slug and language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from resources.library.models.language import check_language
from resources.library.models.topic import Topic
from resources.library.models.version import Version

WORDS_PER_MINUTE = 200  # a calm pace for reading on a screen


class State(models.TextChoices):
    """Where an article stands at the editing desk; readers see only published."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class Kind(models.TextChoices):
    """What a page is: an article, or a page about the library itself."""

    ARTICLE = "article", _("Article")
    ABOUT = "about", _("About the library")


class Subject(models.TextChoices):
    """What a page is on, where that decides how old it may become."""

    GENERAL = "general", _("Neither")
    HEALTH = "health", _("Health")
    LAW = "law", _("Law")


class Article(models.Model):
    """A page of the library, with its sources, its checks and its Markdown."""

    slug = models.SlugField(_("slug"), max_length=80)
    language = models.CharField(
        _("language"), max_length=12, default="en", validators=[check_language]
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.ARTICLE
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.DRAFT
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    subject = models.CharField(
        _("on health or law"),
        max_length=12,
        choices=Subject,
        default=Subject.GENERAL,
        help_text=_("Such a page is taken aside a year after its check was due."),
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), related_name="articles"
    )

    title = models.CharField(_("title"), max_length=120)
    tab_title = models.CharField(
        _("tab title"),
        max_length=60,
        help_text=_("Seen by anybody beside the screen: it must not say the subject."),
    )
    summary = models.TextField(_("summary"), max_length=400)
    description = models.CharField(
        _("description"),
        max_length=200,
        help_text=_("For search engines and link previews: as discreet as the tab."),
    )
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    content_note_skip = models.CharField(
        _("heading to skip to"),
        max_length=120,
        blank=True,
        help_text=_("The id of a heading: its words in lower case, with hyphens."),
    )

    body = models.TextField(_("text"), help_text=_("Markdown; headings begin with ##."))
    rendered = models.TextField(editable=False)
    headings = models.JSONField(default=list, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    pipeline = models.PositiveSmallIntegerField(default=0, editable=False)

    source_paragraphs = models.JSONField(
        _("source paragraphs"), default=list, blank=True
    )
    draws_on = models.JSONField(_("draws on"), default=list, blank=True)
    claims = models.JSONField(_("claims"), default=list, blank=True)
    read_next = models.JSONField(_("read next"), default=list, blank=True)
    last_checked = models.DateField(_("last checked"))
    review_by = models.DateField(_("review by"))
    clinical_review = models.JSONField(_("clinical review"), null=True, blank=True)
    # Of the words that were reviewed: the review is shown for these alone.
    reviewed_digest = models.CharField(max_length=64, blank=True, editable=False)
    conflict_of_interest = models.CharField(_("conflict of interest"), max_length=200)
    shipped_digest = models.CharField(max_length=64, blank=True, editable=False)
    # A working copy of a published article; readers keep that one until it is replaced.
    revises = models.OneToOneField(
        "self", models.CASCADE, null=True, editable=False, related_name="revision"
    )

    # The domain writes the history, once a save is whole: see domain/versions.py.
    skip_history_when_saving = True
    history = HistoricalRecords(
        bases=(Version,),
        excluded_fields=("rendered", "headings", "word_count", "pipeline", "revises"),
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("language", "order", "slug")
        permissions = (
            ("review_article", _("Can review articles")),
            ("publish_article", _("Can publish and retire articles")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("slug", "language"), name="library_article_once_per_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def minutes(self) -> int:
        """The reading time in whole minutes, rounded up and never nothing."""
        return max(1, -(-self.word_count // WORDS_PER_MINUTE))
