"""The desk: Django's admin under our policy, with what it lacks made good."""

import pytest
from django.urls import reverse

from recovery_site.accounts.models import User
from resources.directory.models import HelpLine
from resources.library.models import Article
from resources.sharing.models import Counselor, State
from tests.browser.house import furnish, keeper
from tests.browser.journal import cookies_of
from tests.browser.look import Onlooker
from tests.resources.sharing.factories import a_counselor

pytestmark = pytest.mark.browser

GUISES = [(320, "dark"), (1280, "light")]
PAGES = {
    "admin:index": None,
    "admin:library_article_changelist": None,
    "admin:library_article_change": Article,
    "admin:directory_helpline_change": HelpLine,
    "admin:directory_listing_add": None,
    "admin:sharing_counselor_changelist": None,
    "admin:sharing_counselor_change": Counselor,
}


def test_desk_is_whole(live_server, new_context):
    furnish()
    a_counselor(User.objects.create_user("alice"), state=State.WAITING)
    client, _values = keeper()
    User.objects.update(is_staff=True, is_superuser=True)
    context = new_context(base_url=live_server.url, reduced_motion="reduce")
    onlooker = Onlooker(context, live_server.url)
    context.add_cookies(cookies_of(client, onlooker.site))

    found = {}
    for name, model in PAGES.items():
        pk = [model.objects.order_by("pk")[0].pk] if model else []
        for guise in GUISES:
            # Opened anew each time: the desk's colours fade from theme to theme.
            response = onlooker.open(reverse(name, args=pk), scripts=True, guise=guise)
            found[name, guise] = [response.status, *onlooker.faults(guise)]
            found[name, guise] += onlooker.complaints + onlooker.foreign_requests()

    assert found == {(name, guise): [200] for name in PAGES for guise in GUISES}
