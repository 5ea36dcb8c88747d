"""What every response carries, and who may enter the admin."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

GetResponse = Callable[[HttpRequest], HttpResponse]

PRIVATE_PATHS = ("/journal/", "/account/", "/manage/", "/leave/", "/lists/", "/s/")
# The admin's own forms know no second factor, and lock no journal. Whoever is signed in
# as anybody could use its sign-in form to become staff with a password alone.
REPLACED_FORMS = {
    "/manage/login/": "admin:index",
    "/manage/logout/": "account_logout",
    "/manage/password_change/": "account_change_password",
}
REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS_POLICY = ", ".join(
    [f"{feature}=()" for feature in REFUSED_FEATURES]
    + ["publickey-credentials-get=(self)", "publickey-credentials-create=(self)"]
)


def headers(get_response: GetResponse) -> GetResponse:
    """Add the headers that Django and django-csp have no setting for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # What was read here is sensitive too: no browser keeps any page on disk.
        response.headers.setdefault("Cache-Control", "no-store")
        if "daybook.forget_unlock" in request.META:
            response.delete_cookie(settings.UNLOCK_COOKIE_NAME, samesite="Strict")
            response.delete_cookie(settings.THEME_COOKIE_NAME)
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        if request.path_info.startswith(PRIVATE_PATHS):
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return middleware


def private_language(get_response: GetResponse) -> GetResponse:
    """Speak the language of the cookie on private pages, whose addresses name none.

    Django's own middleware takes an address without a language for the default one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        is_private = request.path_info.startswith(PRIVATE_PATHS)
        if is_private and wanted in dict(settings.LANGUAGES):
            translation.activate(wanted)
        return get_response(request)

    return middleware


def staff_second_factor(get_response: GetResponse) -> GetResponse:
    """Lead staff without a second factor to enrol, never to a bare refusal."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # path_info, because a header can put a prefix of its own in front of path.
        if not request.path_info.startswith("/manage/"):
            return get_response(request)
        user = request.user
        if not user.is_authenticated:
            onward = urlencode({"next": request.path_info}, safe="/")
            return HttpResponseRedirect(f"{reverse('account_login')}?{onward}")
        if not user.is_staff:
            return render(request, "403.html", status=403)
        if not get_adapter().is_mfa_enabled(user):
            messages.info(
                request, gettext("The desk needs a second step. Add one here first.")
            )
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if request.path_info in REPLACED_FORMS:
            return HttpResponseRedirect(reverse(REPLACED_FORMS[request.path_info]))
        return get_response(request)

    return middleware
