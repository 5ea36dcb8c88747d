"""The keeper's checklist, and the reminder that goes by mail."""

import os
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from recovery_site.accounts.models import User
from recovery_site.desk import checklist, digest
from resources.directory.models import HelpLine
from resources.library.models import Subject
from tests.resources.directory.factories import a_line
from tests.resources.library.conftest import desk_of
from tests.resources.library.factories import make_article

pytestmark = pytest.mark.django_db

TITLES = (
    *("Who runs this site", "How to reach you", "The country"),
    *("Second step", "Help lines", "Articles", "Backup"),
)


@pytest.fixture(autouse=True)
def operator(settings, tmp_path):
    settings.OPERATOR_NAME, settings.OPERATOR_COUNTRY = "A charity", "IE"
    settings.OPERATOR_CONTACT = "desk@charity.example"
    settings.BACKUP_STAMP = tmp_path / "backup.stamp"
    settings.BACKUP_STAMP.touch()
    return settings


def today():
    return timezone.localdate()


def open_items() -> dict[str, str]:
    return {item.title: item.text for item in checklist() if not item.is_done}


def test_everything_done_leaves_nothing_open(dana):
    TOTP.activate(dana, generate_totp_secret())
    a_line(checked_on=today())
    make_article(review_by=today() + timedelta(days=1))

    assert open_items() == {}
    assert tuple(item.title for item in checklist()) == TITLES
    assert digest() == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("OPERATOR_NAME", "Who runs this site"),
        ("OPERATOR_CONTACT", "How to reach you"),
        ("OPERATOR_COUNTRY", "The country"),
    ],
)
def test_missing_operator_is_named_with_its_setting(settings, name, title):
    setattr(settings, name, "")

    assert open_items() == {
        title: f"Set {name}, and start again. People see it on “About”."
    }


def test_staff_without_a_second_step_are_counted(dana):
    User.objects.create_user("ivan", is_staff=True)
    User.objects.create_user("judy", is_staff=True, is_active=False)
    User.objects.create_user("alice")
    TOTP.activate(dana, generate_totp_secret())

    assert open_items() == {
        "Second step": (
            "1 account of the desk has none, and cannot enter until it does."
        )
    }


def test_lines_and_articles_that_are_due_are_counted():
    a_line(checked_on=today() - timedelta(days=181))
    make_article("a", review_by=today())
    make_article("b", review_by=today() - timedelta(days=370), subject=Subject.HEALTH)

    assert open_items() == {
        "Help lines": "1 help line was last checked more than 180 days ago.",
        "Articles": (
            "2 articles are due for a check. "
            "1 of them only says that it is being checked."
        ),
    }


@pytest.mark.parametrize(("days", "is_open"), [(6, False), (8, True)])
def test_backup_is_known_by_its_stamp(operator, days, is_open):
    made = timezone.now() - timedelta(days=days)
    os.utime(operator.BACKUP_STAMP, (made.timestamp(), made.timestamp()))

    assert ("Backup" in open_items()) is is_open


def test_backup_without_a_stamp_is_open(operator):
    operator.BACKUP_STAMP.unlink()

    assert open_items()["Backup"].startswith("No backup is known.")


def test_first_page_of_the_desk_shows_the_list(dana, settings):
    settings.OPERATOR_NAME = ""
    make_article(review_by=today())

    page = desk_of(dana).get(reverse("admin:index")).content.decode()

    for title in TITLES:
        assert f"<strong>{title}.</strong>" in page
    assert page.count('<li class="desk-check__open">') == len(open_items())
    assert reverse("admin:library_article_due") in page


def test_list_links_to_no_page_that_would_refuse():
    make_article(review_by=today())
    keeper = User.objects.create_user("ivan", is_staff=True)

    page = desk_of(keeper).get(reverse("admin:index")).content.decode()

    assert "1 article is due for a check." in page
    assert reverse("admin:library_article_due") not in page


def test_reminder_names_no_article(settings):
    settings.EMAIL_HOST = "mail.charity.example"
    make_article(review_by=today(), title="The tides")

    call_command("mail_due")

    (sent,) = mail.outbox
    assert sent.subject == "Daybook: a reminder"
    assert sent.to == [sent.from_email] == ["desk@charity.example"]
    assert sent.body == (
        "1 article is due for a check.\n\nThe list is on the first page of the desk.\n"
    )


@pytest.mark.parametrize(
    ("host", "contact"),
    [("", "desk@charity.example"), ("mail.charity.example", "+353 1 555 0100")],
)
def test_reminder_is_printed_where_it_cannot_be_sent(settings, capsys, host, contact):
    settings.EMAIL_HOST, settings.OPERATOR_CONTACT = host, contact
    make_article(review_by=today())

    call_command("mail_due")

    assert capsys.readouterr().out.startswith("1 article is due for a check.\n")
    assert mail.outbox == []


def test_no_reminder_where_nothing_is_due(settings, capsys):
    settings.EMAIL_HOST = "mail.charity.example"
    make_article(review_by=today() + timedelta(days=1))
    assert HelpLine.objects.count() == 0

    call_command("mail_due")

    assert (capsys.readouterr().out, mail.outbox) == ("", [])
