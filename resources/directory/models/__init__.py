"""What the directory keeps: lines with their contacts, places, listings."""

from resources.directory.models.contact import Contact
from resources.directory.models.help_line import HelpLine
from resources.directory.models.listing import Listing
from resources.directory.models.place import Place
from resources.directory.models.shipped import Grade, Shipped

__all__ = ("Contact", "Grade", "HelpLine", "Listing", "Place", "Shipped")
