"""One real Chromium for all browser tests, and how a person comes to sit at it."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from playwright.sync_api import expect

from recovery_site.static_files import STYLESHEETS, JoinedStorage
from tests.browser.journal import cookies_of, opened_by

# Playwright runs an event loop in this thread, where Django refuses its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Long: a wait ends with what it waits for, and a busy machine is no fault of a page.
PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=PATIENCE)
# A browser that looked for its maker's servers would wait for them where there is none.
NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
)
WHOLE = os.environ.get("CHROMIUM") or shutil.which("chromium")
# The same Chromium without what stands around a page: a third quicker. It has no memory
# for the Back button. A browser that somebody names is asked everything.
SHELL = None if "CHROMIUM" in os.environ else shutil.which("chromium-headless-shell")


@pytest.fixture(scope="session")
def base_url():
    """Leave the address to ``visit``: the plug-in's own fixture warns in pytest 9."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the system's Chromium, with the memory of the Back button switched on.

    Playwright switches that memory off: every test of the Back button would pass.
    """
    return {
        **browser_type_launch_args,
        "executable_path": WHOLE,
        "ignore_default_args": ["--disable-back-forward-cache"],
        "args": [*browser_type_launch_args.get("args", ()), NO_NETWORK],
    }


@pytest.fixture(scope="session")
def launched(launch_browser):
    """Return a running browser by its program, started when one first asks for it."""
    running = {}

    def launch(program):
        if program not in running:
            running[program] = launch_browser(executable_path=program)
        return running[program]

    yield launch
    for browser in running.values():
        browser.close()


@pytest.fixture
def browser(request, launched):
    """Return the quick browser, unless a test is about what only a whole one does."""
    is_whole = request.node.get_closest_marker("whole_browser")
    return launched(WHOLE if is_whole or not SHELL else SHELL)


@pytest.fixture(scope="session", autouse=True)
def joined_stylesheets(tmp_path_factory):
    """Serve the stylesheets joined, as in production: not fifty requests a page."""
    folder = tmp_path_factory.mktemp("static")
    source = JoinedStorage(location=settings.STATICFILES_DIRS[0])
    (folder / "css").mkdir()
    for name in STYLESHEETS:
        joined = source._joined(source._text(name))  # noqa: SLF001 -- it has no other way in
        (folder / name).write_text(joined, encoding="utf-8")
    with override_settings(STATICFILES_DIRS=[folder, *settings.STATICFILES_DIRS]):
        yield


@pytest.fixture
def new_context(new_context):
    """Give every browser the same patience, whichever way it is opened."""

    def patient(**options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    return patient


@pytest.fixture
def visit(new_context, live_server):
    """Open a page in a browser of its own, signed in as a client is if one is given."""

    def visit(client: Client | None = None, *, scripts: bool = True, **options):
        context = new_context(
            base_url=live_server.url, java_script_enabled=scripts, **options
        )
        if client is not None:
            context.add_cookies(cookies_of(client, live_server.url))
        return context.new_page()

    return visit


@pytest.fixture
def journal(alice, alice_client):
    """Alice's journal, open in her client's session."""
    return opened_by(alice, alice_client)
