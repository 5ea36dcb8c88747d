"""The file of secrets: made once, for its owner alone, never beside a database."""

import stat

import pytest

from recovery_site import env, secrets_file

NAMES = ("SECRET_KEY", "JOURNAL_PEPPERS", "JOURNAL_INBOX_SECRET")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """An environment as on a new machine."""
    for name in (*NAMES, "SECRET_KEY_FILE", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def values(text: str) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in text.splitlines() if line[0] != "#")
    return dict(pairs)


def test_file_is_made_for_its_owner_alone(tmp_path):
    directory = tmp_path / "data"

    made = secrets_file.generate(directory)

    assert made
    assert stat.S_IMODE((directory / "secrets.env").stat().st_mode) == 0o600
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_file_is_never_open_to_others_even_for_a_moment(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        secrets_file,
        "contents",
        lambda: seen.append((tmp_path / "secrets.env").stat().st_mode & 0o777) or "",
    )

    secrets_file.generate(tmp_path)

    assert seen == [0o600]


def test_settings_can_read_what_is_made(monkeypatch):
    made = values(secrets_file.contents())
    for name, value in made.items():
        monkeypatch.setenv(name, value)

    assert tuple(made) == NAMES
    assert len(env.secret("SECRET_KEY")) >= 64
    assert list(env.keyed_secrets("JOURNAL_PEPPERS")) == ["p1"]
    assert list(env.keyed_secrets("JOURNAL_INBOX_SECRET")) == ["i1"]


def test_secrets_differ_each_time():
    first, second = (values(secrets_file.contents()) for _ in range(2))

    assert [name for name in NAMES if first[name] == second[name]] == []


def test_second_run_changes_nothing(tmp_path):
    secrets_file.generate(tmp_path)
    before = (tmp_path / "secrets.env").read_bytes()

    made = secrets_file.generate(tmp_path)

    assert not made
    assert (tmp_path / "secrets.env").read_bytes() == before


@pytest.mark.parametrize("name", ["SECRET_KEY", "SECRET_KEY_FILE"])
def test_secrets_of_the_environment_are_left_to_it(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "given")

    made = secrets_file.generate(tmp_path)

    assert not made
    assert list(tmp_path.iterdir()) == []


def test_new_secrets_never_stand_beside_an_old_database(tmp_path):
    (tmp_path / "db.sqlite3").touch()

    with pytest.raises(SystemExit, match="Restore that file from its backup"):
        secrets_file.generate(tmp_path)

    assert not (tmp_path / "secrets.env").exists()


def test_new_secrets_are_not_made_for_a_database_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://one/site")

    with pytest.raises(SystemExit, match="never generated beside an existing database"):
        secrets_file.generate(tmp_path)

    assert not (tmp_path / "secrets.env").exists()


def test_command_says_where_the_secrets_are_and_not_what(empty):
    done = empty.generate_secrets()

    secrets = values((empty.directory / "secrets.env").read_text()).values()
    assert "Back that file up" in done.stdout
    assert [secret for secret in secrets if secret in done.stdout + done.stderr] == []
    assert empty.generate_secrets().stdout == ""
