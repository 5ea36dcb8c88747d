"""Plain builders of rows; what a test does not name is unremarkable."""

from datetime import date

from resources.directory.models import Contact, HelpLine, Listing, Place

TODAY = date(2026, 11, 22)


def a_line(key="us-line", *, contacts=(), **columns):
    line = HelpLine.objects.create(
        **{
            "key": key,
            "name": "A Line",
            "operator": "An Operator",
            "category": "crisis",
            "country": "US",
            "serves": "For anybody.",
            "hours": "Day and night",
            "hours_grade": "H",
            "checked_on": TODAY,
            "source_url": "https://example.org",
            "status": "confirmed",
            **columns,
        }
    )
    for contact in contacts or ({"value": "+18006564673", "shown": "800-656-4673"},):
        Contact.objects.create(line=line, **{"kind": "full", "grade": "H", **contact})
    return line


def a_place(key="a-place", **columns):
    facts = dict.fromkeys(("name", "what", "cost", "not_checked", "paid_by"), "Words")
    return Place.objects.create(
        **{
            "key": key,
            "url": "https://example.org",
            "countries": ["US"],
            "checked_on": TODAY,
            **facts,
            **columns,
        }
    )


def a_listing(name="Harbour Street Practice", **columns):
    return Listing.objects.create(
        **{
            "name": name,
            "country": "US",
            "region": "Oregon",
            "city": "Portland",
            "modality": "both",
            "languages": " en es ",
            "email": "harbour@example.org",
            "is_published": True,
            **columns,
        }
    )
