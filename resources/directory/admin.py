"""The keeper's desk: help lines with their contacts, places, listings."""

from django.contrib import admin
from django.http import HttpRequest

from resources.directory.forms import ListingForm
from resources.directory.models import Contact, HelpLine, Listing, Place, Shipped


class ContactInline(admin.StackedInline[Contact, HelpLine]):
    """A line's contacts, in the order in which a person would try them."""

    model = Contact
    extra = 0


class ShippedAdmin(admin.ModelAdmin[Shipped]):
    """What ships is hidden, not erased: the next load would bring it back."""

    def has_delete_permission(
        self, request: HttpRequest, obj: Shipped | None = None
    ) -> bool:
        """Offer no erasing of rows that came with the site."""
        shipped = obj is None or bool(obj.shipped_digest)
        return not shipped and super().has_delete_permission(request, obj)


@admin.register(HelpLine)
class HelpLineAdmin(ShippedAdmin):
    """Lines by country, those that are due for a check first."""

    inlines = (ContactInline,)
    list_display = ("name", "country", "status", "checked_on", "is_published")
    list_filter = ("country", "status", "category", "is_published")
    search_fields = ("name", "operator", "key")
    ordering = ("checked_on",)


@admin.register(Place)
class PlaceAdmin(ShippedAdmin):
    """Places to look."""

    list_display = ("name", "countries", "checked_on", "is_published")
    list_filter = ("is_published",)
    search_fields = ("name", "key")


@admin.register(Listing)
class ListingAdmin(admin.ModelAdmin[Listing]):
    """Listings that the keeper enters."""

    form = ListingForm
    list_display = ("name", "country", "region", "licence_confirmed_on", "is_published")
    list_filter = ("country", "modality", "is_published", "is_sample")
    search_fields = ("name", "city", "region")
