"""What the history keeps of an article besides its fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """Why there is a new version."""

    EDITED = "edited", _("Edited")
    MOVED = "moved", _("Moved")
    RESTORED = "restored", _("Restored")
    REVIEWED = "reviewed", _("Clinical review noted")
    LOADED = "loaded", _("Came with a release")
    IMPORTED = "imported", _("Imported")
    TAKEN = "taken", _("Words of a release taken")
    KEPT = "kept", _("Kept, though a release has other words")
    DROPPED = "dropped", _("A working copy was dropped")


class Version(models.Model):
    """An article as its file, so that topics and prompts are kept with the text."""

    event = models.CharField(max_length=12, choices=Event, default=Event.EDITED)
    file = models.TextField(blank=True, default="")

    class Meta:
        abstract = True
