"""The words for how a day was."""

from django import template
from django.utils.functional import Promise

from journal.domain.check_in import Mood
from journal.forms.check_in import BODY_WORDS, FEELING_WORDS, MOOD_WORDS, SLEEP_WORDS

register = template.Library()


@register.filter
def mood_word(mood: int) -> str | Promise:
    """Return the words for a mood; empty where none was said."""
    return MOOD_WORDS.get(Mood(mood), "")


@register.filter
def sleep_word(sleep: str) -> str | Promise:
    """Return the words for how somebody slept."""
    return SLEEP_WORDS.get(sleep, "")


@register.filter
def body_word(body: str) -> str | Promise:
    """Return the words for how a body felt."""
    return BODY_WORDS.get(body, "")


@register.filter
def feeling_word(feeling: str) -> str | Promise:
    """Return the words for a feeling; own ones are as they were typed."""
    return FEELING_WORDS.get(feeling, feeling)
