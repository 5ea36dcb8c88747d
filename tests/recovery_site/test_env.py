"""Settings that vary are read strictly; each reader names what is wrong."""

import os

import pytest

from recovery_site import env
from recovery_site.env import SettingError

LONG = "5a" * 32


@pytest.fixture(autouse=True)
def untouched():
    """Put the environment back, whatever a reader adds to it."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_text_is_read_or_the_default(monkeypatch):
    monkeypatch.setenv("PLACE", "harbour")

    assert env.text("PLACE", "weir") == "harbour"
    assert env.text("NO_PLACE", "weir") == "weir"


@pytest.mark.parametrize(("value", "expected"), [("True", True), ("False", False)])
def test_boolean_is_read(monkeypatch, value, expected):
    monkeypatch.setenv("SWITCH", value)

    assert env.boolean("SWITCH", default=not expected) is expected


@pytest.mark.parametrize("value", ["true", "1", "yes", "", " True"])
def test_boolean_in_another_spelling_is_refused(monkeypatch, value):
    monkeypatch.setenv("SWITCH", value)

    with pytest.raises(SettingError, match=r"^SWITCH must be True or False"):
        env.boolean("SWITCH", default=False)


def test_integer_is_read_or_the_default(monkeypatch):
    monkeypatch.setenv("DAYS", "14")

    assert env.integer("DAYS", 30) == 14
    assert env.integer("NO_DAYS", 30) == 30


@pytest.mark.parametrize("value", ["", "a week", "1.5", "1e3"])
def test_integer_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("DAYS", value)

    with pytest.raises(SettingError, match=r"^DAYS must be a whole number"):
        env.integer("DAYS", 30)


def test_words_are_parted_and_trimmed(monkeypatch):
    monkeypatch.setenv("HOSTS", " one.example, two.example ,,")

    assert env.words("HOSTS", "") == ["one.example", "two.example"]
    assert env.words("NO_HOSTS", "") == []


def test_secret_is_read_from_the_variable_or_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("HERE", " from the variable ")
    monkeypatch.setenv("THERE_FILE", str(tmp_path / "key"))

    assert env.secret("HERE") == "from the variable"
    assert env.secret("THERE") == "from a file"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_missing_secret_says_what_to_set(monkeypatch, value):
    if value is not None:
        monkeypatch.setenv("KEY", value)

    with pytest.raises(SettingError, match="Set KEY or KEY_FILE"):
        env.secret("KEY")


def test_keyed_secrets_keep_their_order(monkeypatch):
    monkeypatch.setenv("PEPPERS", f"p2:{'c3' * 32}, p1:{LONG}")

    assert list(env.keyed_secrets("PEPPERS").items()) == [
        ("p2", b"\xc3" * 32),
        ("p1", b"\x5a" * 32),
    ]


@pytest.mark.parametrize(
    "value",
    [
        LONG,  # no id
        f":{LONG}",
        "p1:",
        "p1:not hexadecimal",
        f"p1:{'5a' * 31}",  # a byte too short
        f"p1:{LONG},p1:{LONG}",  # an id twice
        f"p1:{LONG},",
    ],
)
def test_keyed_secrets_that_cannot_be_used_are_refused(monkeypatch, value):
    monkeypatch.setenv("PEPPERS", value)

    with pytest.raises(SettingError, match=r"^PEPPERS must be id:hex pairs"):
        env.keyed_secrets("PEPPERS")


def test_refusal_of_a_secret_does_not_repeat_it(monkeypatch):
    monkeypatch.setenv("PEPPERS", "p1:almost-a-secret")

    with pytest.raises(SettingError) as refusal:
        env.keyed_secrets("PEPPERS")

    assert "almost" not in str(refusal.value)


def test_file_fills_what_the_environment_does_not_say(monkeypatch, tmp_path):
    path = tmp_path / "secrets.env"
    path.write_text("# a comment\n\nFROM_FILE = one=two\nFROM_BOTH=file\n")
    monkeypatch.setenv("FROM_BOTH", "environment")

    env.read_file(path)

    assert os.environ["FROM_FILE"] == "one=two"
    assert os.environ["FROM_BOTH"] == "environment"


def test_file_with_another_line_is_refused_without_repeating_it(tmp_path):
    path = tmp_path / "secrets.env"
    path.write_text("a stray secret\n")

    with pytest.raises(SettingError, match=r"^secrets\.env: a line is not NAME=value"):
        env.read_file(path)


def test_missing_file_is_no_fault(tmp_path):
    before = dict(os.environ)

    env.read_file(tmp_path / "secrets.env")

    assert dict(os.environ) == before
