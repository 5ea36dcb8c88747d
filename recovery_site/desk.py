"""What a keeper should know first: what is set, what is due, when a backup was made."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery_site.accounts.models import User
from resources.directory.domain.lines import STALE_AFTER, published_lines
from resources.library.domain.due import due_articles, is_being_checked

BACKUP_EVERY = timedelta(days=7)
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the checklist.

    Args:
        is_done: Whether nothing is left to do.
        title: What it is about, in a word or two.
        text: How it stands.
        address: Where something can be done about it, if that is a page of the desk.
        right: The permission that this page asks for.
    """

    is_done: bool
    title: str
    text: str
    address: str = ""
    right: str = ""


def checklist() -> list[Item]:
    """Return the whole list, in the order in which a new site would go through it."""
    return [
        *_operator(),
        _second_factors(),
        _lines(),
        _articles(),
        _backup(),
    ]


def digest() -> str:
    """Return what is due in a few sentences that name no article; empty if nothing is.

    It goes through a mail server: whoever reads along learns no more than that some
    site has pages and lines.
    """
    lines = [item.text for item in (_lines(), _articles()) if not item.is_done]
    return "\n".join(lines)


def last_backup() -> datetime | None:
    """Return when the backup job last touched its stamp, or None if it never did."""
    stamp = Path(settings.BACKUP_STAMP)
    if not stamp.exists():
        return None
    return datetime.fromtimestamp(stamp.stat().st_mtime, tz=UTC)


def _operator() -> list[Item]:
    missing = _("Set %(name)s, and start again. People see it on “About”.")
    rows = (
        ("OPERATOR_NAME", _("Who runs this site"), settings.OPERATOR_NAME),
        ("OPERATOR_CONTACT", _("How to reach you"), settings.OPERATOR_CONTACT),
        ("OPERATOR_COUNTRY", _("The country"), settings.OPERATOR_COUNTRY),
    )
    return [
        Item(is_done=bool(value), title=title, text=value or missing % {"name": name})
        for name, title, value in rows
    ]


def _second_factors() -> Item:
    having = Authenticator.objects.filter(type__in=SECOND_FACTORS).values("user")
    staff = User.objects.filter(is_staff=True, is_active=True)
    without = staff.exclude(pk__in=having).count()
    text = _("Everybody at the desk has one.")
    if without:
        text = ngettext(
            "%(count)d account of the desk has none, and cannot enter until it does.",
            "%(count)d accounts of the desk have none, and cannot enter until they do.",
            without,
        ) % {"count": without}
    return Item(is_done=not without, title=_("Second step"), text=text)


def _lines() -> Item:
    oldest = timezone.localdate() - STALE_AFTER
    stale = sum(line.checked_on < oldest for line in published_lines())
    text = _("Every help line was checked within %(days)d days.")
    text %= {"days": STALE_AFTER.days}
    if stale:
        text = ngettext(
            "%(count)d help line was last checked more than %(days)d days ago.",
            "%(count)d help lines were last checked more than %(days)d days ago.",
            stale,
        ) % {"count": stale, "days": STALE_AFTER.days}
    return Item(
        is_done=not stale,
        title=_("Help lines"),
        text=text,
        address=reverse("admin:directory_helpline_changelist"),
        right="directory.view_helpline",
    )


def _articles() -> Item:
    due = list(due_articles())
    aside = sum(is_being_checked(article) for article in due)
    text = _("No article is due for a check.")
    if due:
        text = ngettext(
            "%(count)d article is due for a check.",
            "%(count)d articles are due for a check.",
            len(due),
        ) % {"count": len(due)}
    if aside:
        text += " " + ngettext(
            "%(count)d of them only says that it is being checked.",
            "%(count)d of them only say that they are being checked.",
            aside,
        ) % {"count": aside}
    return Item(
        is_done=not due,
        title=_("Articles"),
        text=text,
        address=reverse("admin:library_article_due"),
        right="library.view_article",
    )


def _backup() -> Item:
    made = last_backup()
    text = _("No backup is known. Let the job that makes it touch BACKUP_STAMP.")
    if made is not None:
        day = date_format(made, "j F Y")
        text = _("The last one is of %(day)s.") % {"day": day}
    is_done = made is not None and timezone.now() - made <= BACKUP_EVERY
    return Item(is_done=is_done, title=_("Backup"), text=text)
