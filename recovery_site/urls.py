"""Every address of the site: stable, neutral, few."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from recovery_site import health, leave, pages, search_engines
from recovery_site.accounts import views as accounts
from resources.sharing.urls import reader_urlpatterns

# In front of allauth's own: with no e-mail there is nothing to confirm or to send.
account_urls = [
    path("delete/", accounts.delete, name="account_delete"),
    path("email/", accounts.no_email, name="account_email"),
    path("password/reset/", accounts.forgotten_password, name="account_reset_password"),
    path("password/reset/<path:rest>", accounts.forgotten_password),
    path("confirm-email/", accounts.no_email),
    path("confirm-email/<path:rest>", accounts.no_email),
]

# The desk's own sign-in page knows no second factor and no rate limits.
admin.site.login = secure_admin_login(  # type: ignore[method-assign]  # -- allauth says so
    admin.site.login  # type: ignore[no-untyped-call]  # -- its decorator has no types
)

handler400 = "recovery_site.failures.bad_request"
handler500 = "recovery_site.pages.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", search_engines.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": search_engines.MAPS}, name="sitemap"),
    path("leave/", leave.leave, name="leave"),
    path("account/", include(account_urls)),
    path("account/", include("allauth.urls")),
    path("journal/", include("journal.urls")),
    path("manage/", admin.site.urls),
    path("", include("recovery_site.doors.urls")),
    path("", include("resources.sharing.urls")),
    *i18n_patterns(
        path("", include(pages.urlpatterns)),
        path("", include("resources.library.urls")),
        path("", include("resources.directory.urls")),
        path("", include(reader_urlpatterns)),
        prefix_default_language=False,
    ),
]
