"""The site's own settings with known secrets and a database of their own."""

import os
from pathlib import Path

os.environ["DATA_DIR"] = ".test"
os.environ.setdefault("SECRET_KEY", "tests-only-" + "k" * 64)
os.environ.setdefault("JOURNAL_PEPPERS", "p1:" + "a1" * 32 + ",p0:" + "b2" * 32)
os.environ.setdefault("JOURNAL_INBOX_SECRET", "i1:" + "c3" * 32)
Path(".test").mkdir(exist_ok=True)

from recovery_site.settings import *  # noqa: E402, F403
from recovery_site.settings import DATABASES, STORAGES  # noqa: E402

# A real file with a real WAL, so that tests can search what lies on the disk; one for
# each process, so that two runs at once do not take it from each other.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": Path(f".test/test-{os.getpid()}.sqlite3")}
    # Power fails in no test: nobody need wait for the disk. test_database.py asks the
    # site's own settings.
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["tests.hashers.InsecureButFast"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = ".test/mail"
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]  # -- allauth takes it
EXIT_URL = "/healthz"  # tests stay on this machine
EXIT_URLS = ["/readyz"]
JOURNAL_ARGON2 = (1, 64, 1)  # insecure but fast
JOURNAL_ARGON2_FLOOR = (1, 8, 1)
