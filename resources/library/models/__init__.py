"""The library's rows."""

from resources.library.models.article import Article, Kind, State, Subject
from resources.library.models.prompt import Depth, Prompt
from resources.library.models.search_text import SearchText
from resources.library.models.topic import Topic
from resources.library.models.transition import Move, Transition
from resources.library.models.version import Event

__all__ = [
    "Article",
    "Depth",
    "Event",
    "Kind",
    "Move",
    "Prompt",
    "SearchText",
    "State",
    "Subject",
    "Topic",
    "Transition",
]
