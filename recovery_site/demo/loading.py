"""Fills a trial copy, once, and never anything else."""

import io
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from journal.domain.entries import write_entry
from journal.domain.matter import Words
from journal.domain.moments import Moment
from journal.domain.preferences import change_preferences
from journal.domain.vaults import start_journal
from recovery_site.accounts.models import User
from recovery_site.demo import accounts
from resources.sharing.domain import roles
from resources.sharing.domain.lists import write_list
from resources.sharing.domain.ready import ready_list

JOURNALS = Path(__file__).with_name("journals.yaml")
ZONE = "Europe/London"
MARK = "Sample: {}"


class NotADemoError(Exception):
    """This is no trial copy, or people have accounts in it."""


@transaction.atomic
def load() -> bool:
    """Make the samples, and return true; false if they are there already.

    Raises:
        NotADemoError: ``DEMO`` is off, or there are accounts that are no samples.
    """
    if not settings.DEMO:
        raise NotADemoError(
            "Samples live only in a trial copy. Set DEMO=True for one, with a "
            "DATA_DIR of its own; `make demo` does both. Nothing was loaded."
        )
    names = {sample.name for sample in accounts.SAMPLES}
    present = accounts.names_present()
    if present == names:
        return False
    # Somebody could point DEMO=True at a real site: samples must not get among people.
    if present or accounts.strangers_present():
        raise NotADemoError(
            "There are accounts in this database that are no samples, so it may be "
            "a real site. Nothing was loaded."
        )
    _make()
    return True


def _make() -> None:
    pages = yaml.safe_load(JOURNALS.read_text(encoding="utf-8"))
    _write_journal(accounts.WRITER, pages["writer"])
    _write_journal(accounts.COUNSELOR, pages["counselor"])
    _share_a_list(accounts.COUNSELOR)
    accounts.make_curator()
    call_command("load_directory", "--samples", stdout=io.StringIO())


def _write_journal(sample: accounts.Sample, pages: list[dict[str, Any]]) -> None:
    user = accounts.make(sample)
    journal = start_journal(user, passphrase=sample.passphrase)
    change_preferences(journal, time_zone=ZONE)
    for page in pages:
        words = Words(title=MARK.format(page["title"]), text=page["text"])
        write_entry(journal, words=words, moment=_moment(page))


def _share_a_list(sample: accounts.Sample) -> None:
    user = User.objects.get(username=sample.name)
    name = MARK.format("Harbour Street Practice")
    said = roles.Credentials(name=name, profession="Counsellor", proof="Invented")
    role = roles.ask_for_role(user, said=said)
    roles.decide(role.pk, state="confirmed", reason="")
    ready = ready_list("sleep-and-calm", language="en").matter
    named = replace(ready, name=MARK.format(ready.name), shows_name=True)
    write_list(user, matter=named)


def _moment(page: dict[str, Any]) -> Moment:
    zone = ZoneInfo(ZONE)
    day = timezone.localdate(timezone=zone) - timedelta(days=page["days"])
    at = time.fromisoformat(page["at"])
    return Moment(datetime.combine(day, at, tzinfo=zone), ZONE)
