"""Settings: one file. What varies comes through ``env.py`` and fails loudly.

README.md has the table of every variable; a test compares the two.
"""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from recovery_site import database, env

# Lets class bodies say ModelForm[Article] and ModelAdmin[Article] at run time.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / env.text("DATA_DIR", ".data")
env.read_file(DATA_DIR / "secrets.env")

# --- Secrets -------------------------------------------------------------------------
SECRET_KEY = env.secret("SECRET_KEY")
# Outer layer of passphrase slots; the first is current, the others still open.
JOURNAL_PEPPERS = env.keyed_secrets("JOURNAL_PEPPERS")
# Authenticates the public keys that text is sealed to while a journal is locked.
JOURNAL_INBOX_SECRET = next(iter(env.keyed_secrets("JOURNAL_INBOX_SECRET").values()))

# --- Who runs it, and where ----------------------------------------------------------
SITE_NAME = env.text("SITE_NAME", "Daybook")
OPERATOR_NAME = env.text("OPERATOR_NAME", "")
OPERATOR_CONTACT = env.text("OPERATOR_CONTACT", "")
OPERATOR_COUNTRY = env.text("OPERATOR_COUNTRY", "")
BACKUP_DAYS = env.integer("BACKUP_DAYS", 30)
# How many people stand behind a published article: 2, or 1 where one runs it alone.
EDITORIAL_REVIEWERS = env.integer("EDITORIAL_REVIEWERS", 2)
EXIT_URL = env.text("EXIT_URL", "https://www.bbc.com/weather")
# Other neutral pages that a writer may choose from. None may tell what she is.
EXIT_URLS = env.words(
    "EXIT_URLS",
    "https://www.wikipedia.org/,https://www.timeanddate.com/worldclock/,"
    "https://www.merriam-webster.com/",
)
DEMO = env.boolean("DEMO", default=False)
BEHIND_HTTPS = env.boolean("BEHIND_HTTPS", default=False)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0)

# There is no debug mode: its pages show cookies, forms and settings.
DEBUG = False

# --- The apps ------------------------------------------------------------------------
INSTALLED_APPS = [
    "recovery_site.apps.SiteConfig",
    "recovery_site.accounts.apps.AccountsConfig",
    "journal",
    "resources.library",
    "resources.sharing",
    "resources.directory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "recovery_site.middleware.headers",  # outermost: static files need it too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "recovery_site.middleware.private_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "recovery_site.middleware.staff_second_factor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "recovery_site.urls"
WSGI_APPLICATION = "recovery_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "recovery_site.context.site",
            ],
        },
    },
]

# --- Data ----------------------------------------------------------------------------
DATABASES = {
    "default": database.from_url(
        env.text("DATABASE_URL", ""), default_path=DATA_DIR / "db.sqlite3"
    ),
}
# What was erased is noted here, so that no backup of the database brings it back.
LEDGER_FILE = Path(env.text("LEDGER_FILE", "") or DATA_DIR / "ledger" / "erased")
# The backup job touches this file at its end; the desk shows its date.
BACKUP_STAMP = Path(env.text("BACKUP_STAMP", "") or DATA_DIR / "backup.stamp")
CACHES = {
    "default": {
        # In the database, so that limits hold across worker processes.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # allauth's names of counts hold the account.
        "KEY_FUNCTION": "recovery_site.counts.key_of",
        # Django's 300 would drop counts that still hold as soon as a few people guess.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
    "guesses": {
        # In memory: opening a shared list must leave no row, even if its link is dead.
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "guesses",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# --- Mail: reminders to the operator, and nothing else ------------------------------
EMAIL_HOST = env.text("MAIL_HOST", "")
EMAIL_PORT = env.integer("MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("MAIL_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465  # noqa: PLR2004 -- the port where TLS comes first
EMAIL_USE_TLS = not EMAIL_USE_SSL
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "")

# --- Accounts ------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["recovery_site.accounts.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "recovery_site.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "recovery_site.accounts.passwords.NotCommon"},
    {
        "NAME": "recovery_site.accounts.passwords.NotTheName",
        "OPTIONS": {"user_attributes": ["username"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "journal-home"
ACCOUNT_ADAPTER = "recovery_site.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "recovery_site.accounts.forms.LoginForm",
    "signup": "recovery_site.accounts.forms.SignupForm",
    "change_password": "recovery_site.accounts.forms.ChangePasswordForm",
    "reauthenticate": "recovery_site.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "journal-start"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = None  # asked on the sign-in page
ACCOUNT_SESSION_COOKIE_AGE = 30 * 24 * 3600  # seconds, when "keep me signed in"
# Never by name alone: an abuser who knows the name must not shut the writer out.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip",
    "request_login_code": "20/m/ip",
    "confirm_email": None,
    "verify_phone": None,
}
MFA_ADAPTER = "recovery_site.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "recovery_site.accounts.forms.AppForm",
    "authenticate": "recovery_site.accounts.forms.SecondStepForm",
    "reauthenticate": "recovery_site.accounts.forms.SecondStepAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = SITE_NAME

# --- Sessions and cookies ------------------------------------------------------------
COOKIE_PREFIX = "__Host-" if BEHIND_HTTPS else ""
SESSION_ENGINE = "recovery_site.accounts.sessions"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_AGE = 12 * 3600  # seconds
SESSION_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True  # its own cookie would stay for a year after signing out
CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_FAILURE_VIEW = "recovery_site.failures.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
UNLOCK_COOKIE_NAME = f"{COOKIE_PREFIX}open"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}device"
FIND_COOKIE_NAME = f"{COOKIE_PREFIX}find"
THEME_COOKIE_NAME = f"{COOKIE_PREFIX}theme"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- The journal ---------------------------------------------------------------------
JOURNAL_IDLE_MINUTES = 15
JOURNAL_IDLE_CHOICES = (5, 15, 30, 60)  # minutes; what a writer may choose instead
JOURNAL_OPEN_HOURS = 12
# Argon2id for passphrases: passes, KiB, lanes (RFC 9106, second choice); and the floor
# below which no slot is ever made (OWASP).
JOURNAL_ARGON2 = (3, 64 * 1024, 4)
JOURNAL_ARGON2_FLOOR = (2, 19 * 1024, 1)
JOURNAL_ARGON2_AT_ONCE = 2  # stretchings per process, 64 MiB each
# Requests that may wait for one. With the two above it must stay below the threads of
# a server process, or a rush of unlocking would hold up the help lines.
JOURNAL_ARGON2_WAITING = 1
JOURNAL_NOTES_MAXIMUM = 200  # sealed notes that may wait in one vault's inbox
# Text forms are multipart: a million Arabic letters, urlencoded, are six million bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024  # bytes
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# --- Headers -------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# no-referrer makes browsers send "Origin: null", which Django's CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_HTTPS
SECURE_HSTS_PRELOAD = env.boolean("HSTS_PRELOAD", default=False)
# Preload binds a whole domain for years: it is the operator's decision, not a default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# --- Static files --------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "recovery_site.static_files.JoinedStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Language and time ---------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "recovery_site" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Logs ----------------------------------------------------------------------------
# No address, name, query, record id, form content or exception text is written.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"neutral": {"()": "recovery_site.logs.NeutralFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "neutral"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
# Nobody gets reports by default. Whoever switches them on gets nothing personal.
DEFAULT_EXCEPTION_REPORTER = "recovery_site.reports.Reporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "recovery_site.reports.NothingPersonal"
