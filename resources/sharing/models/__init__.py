"""The rows of reading lists: ids, days and sealed bytes."""

from resources.sharing.models.counselor import Counselor, State
from resources.sharing.models.link import Link
from resources.sharing.models.reading_list import ReadingList

__all__ = ["Counselor", "Link", "ReadingList", "State"]
