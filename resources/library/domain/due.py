"""What is due for a check, and what has waited for one too long."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from resources.library.models import Article, State, Subject

# On health and law, what was true may harm once it is not.
AGEING = (Subject.HEALTH, Subject.LAW)


def due_articles() -> QuerySet[Article]:
    """Return the published articles whose check is due, the oldest first."""
    return Article.objects.filter(
        state=State.PUBLISHED, review_by__lte=timezone.localdate()
    ).order_by("review_by", "pk")


def is_being_checked(article: Article) -> bool:
    """Tell whether an article on health or law is a year over its date.

    It is asked whenever the page is read, so that no job can forget it. Nothing is
    lost: a new date brings the words back.
    """
    return article.subject in AGEING and article.review_by <= last_good_date()


def not_being_checked() -> Q:
    """Return the same as a condition, for lists of articles."""
    return ~Q(subject__in=AGEING, review_by__lte=last_good_date())


def last_good_date() -> date:
    """Return the day of a review-by date that is twelve months over today."""
    today = timezone.localdate()
    try:
        return today.replace(year=today.year - 1)
    except ValueError:  # the 29th of February
        return today.replace(year=today.year - 1, day=28)
