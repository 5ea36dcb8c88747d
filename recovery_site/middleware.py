"""What every response carries, and who may enter the admin."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

GetResponse = Callable[[HttpRequest], HttpResponse]

PRIVATE_PATHS = ("/journal/", "/account/", "/manage/", "/leave/", "/lists/", "/s/")
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
        if request.path.startswith(PRIVATE_PATHS):
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return middleware


def staff_second_factor(get_response: GetResponse) -> GetResponse:
    """Lead staff without a second factor to enrol, never to a bare refusal."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/manage/"):
            return get_response(request)
        user = request.user
        if not user.is_authenticated:
            target = f"{reverse('account_login')}?next={request.path}"
            return HttpResponseRedirect(target)
        if user.is_staff and not get_adapter().is_mfa_enabled(user):
            messages.info(
                request, gettext("The desk needs a second factor. Add one here first.")
            )
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return get_response(request)

    return middleware
