"""The library's rows."""

from resources.library.models.article import Article, Kind, State
from resources.library.models.prompt import Depth, Prompt
from resources.library.models.search_text import SearchText
from resources.library.models.topic import Topic

__all__ = ["Article", "Depth", "Kind", "Prompt", "SearchText", "State", "Topic"]
