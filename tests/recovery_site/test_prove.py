"""The proof that anybody can run, run in a directory of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recovery_site.proof.report import Report
from recovery_site.proof.search import places_with, spellings
from recovery_site.proof.tampering import Change, Outcome
from recovery_site.proof.thief import Trial
from recovery_site.secrets_file import generate

pytestmark = pytest.mark.skipif(
    os.environ.get("TEST_DATABASE") == "postgres",
    reason="always on a database of its own: once is enough",
)
ROOT = Path(__file__).resolve().parent.parent.parent
SECRETS = ("SECRET_KEY", "JOURNAL_PEPPERS", "JOURNAL_INBOX_SECRET")
TABLES = ("Vault", "Slot", "Record", "ManifestBlock", "Note", "Unlock")
# ``make test-full`` asks every page after a change of each column.
THOROUGH = ["--thorough"] if os.environ.get("EVERY_GUISE") == "True" else []
OWN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", *SECRETS)


def run(folder, monkeypatch):
    for name in OWN:
        monkeypatch.delenv(name, raising=False)
    generate(folder)
    return subprocess.run(
        [sys.executable, "manage.py", "prove", *THOROUGH],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_proof_holds(tmp_path, monkeypatch):
    done = run(tmp_path, monkeypatch)

    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert "All of it held." in done.stdout
    assert "FAILED" not in done.stdout
    for table in TABLES:
        assert f"  held    {table}: " in done.stdout


@pytest.mark.django_db
def test_proof_refuses_a_database_with_people_in_it(alice):
    with pytest.raises(CommandError):
        call_command("prove")


def test_report_with_a_secret_found_did_not_hold():
    report = Report()

    report.searches({"the title": {"db.sqlite3"}, "the code": set()})

    assert not report.held
    assert report.lines == [
        "  FAILED  the title: found in db.sqlite3",
        "  held    the code: nowhere",
    ]


@pytest.mark.parametrize(("opened", "must_open"), [(True, False), (False, True)])
def test_report_with_a_wrong_trial_did_not_hold(opened, must_open):
    report = Report()

    report.trials([Trial("A stranger.", opened)], must_open=must_open)

    assert not report.held


def test_report_with_a_wrong_change_did_not_hold():
    from journal.models import Record  # noqa: PLC0415 -- only here

    report, change = Report(), Change(Record, "body", (), (), must_hold=True)

    report.changes([(change, Outcome.NAMED), (change, Outcome.WRONG)])
    report.verdict(seconds=1)

    assert not report.held
    assert "  FAILED  Record: body" in report.lines
    assert "NOT ALL OF IT HELD. It took 1 seconds." in report.text


@pytest.mark.parametrize("spelt", sorted(spellings("Käthe & <oak>/1")))
def test_search_sees_through_a_spelling(spelt):
    places = {"here": b"..." + spelt + b"...", "there": b"......"}

    assert places_with("Käthe & <oak>/1", places) == {"here"}
