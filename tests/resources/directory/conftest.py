"""What the site fills in at start-up, for tests of the app alone."""

import pytest

from recovery_site import sealing
from resources.directory.domain import filter_token


class SiteSealer:
    """The site's own sealing, under the purpose of this app."""

    def seal(self, key, words):
        return sealing.seal_token(key, words, purpose="find/v1")

    def open(self, key, token):
        return sealing.open_token(key, token, purpose="find/v1")


@pytest.fixture(autouse=True)
def sealer():
    """Seal for real: a made-up sealer could not show that nothing leaks."""
    filter_token.use_sealer(SiteSealer())
    yield
    filter_token.use_sealer(SiteSealer())
