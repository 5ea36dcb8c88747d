"""The operator's commands, run as an operator runs them."""

import json
import os
import pty
import re
import resource
import select
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from journal.domain import unlocking
from journal.domain.vaults import start_journal
from journal.models import Unlock
from recovery_site.accounts.models import Session
from recovery_site.management.commands.serve import Command as Serve
from tests.recovery_site.conftest import PATIENCE, ROOT, Place

NAME, PASSWORD = "keeper-of-the-desk", "eleven slow barges"
# Signs in at the desk with what the command printed, in the site that it was made for.
TO_THE_DESK = """
import json, sys, django
django.setup()
from allauth.mfa.totp.internal import auth
from django.test import Client
name, password, secret = sys.argv[1:]
client = Client(SERVER_NAME="localhost")
steps = [
    client.get("/manage/"),
    client.post("/account/login/?next=/manage/", {"login": name, "password": password}),
    client.get("/manage/"),
]
for _ in range(2):  # the clock may tick on in between
    counter = next(auth.yield_hotp_counters_from_time())
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    step = client.post("/account/2fa/authenticate/", {"code": code})
    if step.status_code == 302:
        break
steps.append(step)
desk = client.get("/manage/")
print(json.dumps([step["Location"] for step in steps] + [desk.status_code]))
"""


class Terminal:
    """A command at a terminal of its own, answered as a person would."""

    def __init__(self, place: Place, *arguments: str) -> None:
        self.ours, theirs = pty.openpty()
        self.bytes = b""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=place.environment(),
            stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,  # without a terminal that getpass could go around
        )  # fmt: skip
        os.close(theirs)

    def read(self) -> bool:
        """Take in what is shown; false at the end."""
        ready, _, _ = select.select([self.ours], [], [], 0.1)
        try:
            part = os.read(self.ours, 4096) if ready else b"-"
        except OSError:  # Linux says so when the other side is closed
            part = b""
        self.bytes += part if ready else b""
        return bool(part)

    @property
    def shown(self) -> str:
        """What stands on the screen; a read may have cut a character in two."""
        return self.bytes.decode(errors="ignore")

    def answer(self, question: str, words: str) -> None:
        """Wait for a question, and type the answer."""
        until = time.monotonic() + PATIENCE
        while not self.shown.endswith(question):
            assert time.monotonic() < until, self.shown
            self.read()
        os.write(self.ours, f"{words}\n".encode())

    def end(self) -> int:
        """Read to the end, and return the exit code."""
        while self.read():
            pass
        os.close(self.ours)
        return self.process.wait(PATIENCE)


def make_admin(place: Place, *, name: str = NAME, password: str | None = PASSWORD):
    """Run the command; without a password it must not get as far as asking."""
    terminal = Terminal(place, "make_admin")
    terminal.answer("Name: ", name)
    if password is not None:
        terminal.answer("Password: ", password)
    return terminal.end(), terminal.shown


def test_admin_is_made_at_a_terminal_and_reaches_the_desk(installed):
    code, shown = make_admin(installed)
    secret = re.findall(r"Secret for an authenticator app: ([A-Z2-7]{32})", shown)
    again = make_admin(installed, password=None)

    walk = installed.run(
        "-c", TO_THE_DESK, NAME, PASSWORD, *secret,
        DJANGO_SETTINGS_MODULE="recovery_site.settings",
    )  # fmt: skip

    assert code == 0, shown
    assert PASSWORD not in shown
    assert "█" in shown  # the QR code
    assert len(re.findall(r"\b\d{8}\b", shown)) == 10
    assert json.loads(walk.stdout) == [
        "/account/login/?next=/manage/",
        "/account/2fa/authenticate/",
        "/account/login/?next=/manage/",
        "/manage/",
        200,
    ], walk.stderr
    assert again[0] == 1
    assert "That name is taken or empty. Nothing was changed." in again[1]


def test_admin_with_a_weak_password_is_not_made(installed):
    code, shown = make_admin(installed, name="hasty", password="password12")

    with closing(sqlite3.connect(installed.directory / "db.sqlite3")) as database:
        rows = database.execute("SELECT username FROM accounts_user").fetchall()
    assert code == 1
    assert "easy to guess" in shown
    assert ("hasty",) not in rows


def seconds_of_children() -> float:
    """Return the processor's time alone: others at work do not make it longer."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_setting_up_again_is_quick_and_changes_nothing(installed):
    def files() -> dict[str, int]:
        paths = (installed.directory / "static").rglob("*")
        return {str(path): path.stat().st_mtime_ns for path in paths}

    before, started = files(), seconds_of_children()

    done = installed.manage("set_up")

    assert done.returncode == 0, done.stderr
    assert seconds_of_children() - started < 15
    assert set(re.findall(r"(\d+) added, (\d+) updated", done.stdout)) == {("0", "0")}
    assert files() == before


def test_production_settings_are_clean(installed):
    done = installed.manage(
        "check", "--deploy", "--fail-level", "WARNING", "--database", "default",
        BEHIND_HTTPS="True", ALLOWED_HOSTS="site.example",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "JOURNAL_PEPPERS", "JOURNAL_INBOX_SECRET"]
)
def test_missing_secret_stops_the_start_with_a_sentence(empty, name):
    empty.generate_secrets()
    path = empty.directory / "secrets.env"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(each for each in lines if not each.startswith(name)))

    done = empty.manage("check")

    assert done.returncode != 0
    assert f"Set {name} or {name}_FILE" in done.stderr


def test_missing_pepper_stops_the_server(installed):
    done = installed.run(
        "-c",
        "import django; django.setup()\n"
        "from recovery_site.accounts.models import User\n"
        "from journal.domain.vaults import start_journal\n"
        "start_journal(User.objects.create_user('w'), passphrase='seven quiet oats')",
        DJANGO_SETTINGS_MODULE="recovery_site.settings",
    )

    refused = installed.manage("serve", JOURNAL_PEPPERS="p9:" + "09" * 32)

    assert done.returncode == 0, done.stderr
    assert refused.returncode != 0
    assert "journal.E001" in refused.stderr
    assert "is at http://" not in refused.stdout


def test_server_listens_here_alone_and_writes_no_access_log():
    flags = Serve()._flags({"port": 8000, "workers": 2})  # noqa: SLF001 -- the command itself would replace this process

    assert flags[flags.index("--bind") + 1] == "127.0.0.1:8000"
    assert [flag for flag in flags if "access" in flag or "forwarded" in flag] == []


def test_expired_rows_are_cleared_and_others_stay(alice_client, carol_client, alice):
    journal = start_journal(alice, passphrase="quiet harbour linen oat seven tide")
    unlocking.keep_open(journal, session_key="one")
    unlocking.keep_open(journal, session_key="two")
    past = timezone.now() - timedelta(minutes=1)
    gone = Unlock.objects.order_by("pk")[0]
    Unlock.objects.filter(pk=gone.pk).update(idle_until=past)
    Session.objects.filter(user=alice).update(expire_date=past)

    call_command("clear_expired")

    assert Unlock.objects.count() == 1
    assert not Unlock.objects.filter(pk=gone.pk).exists()
    assert [session.user.username for session in Session.objects.all()] == ["carol"]
