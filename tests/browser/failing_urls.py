"""The site's addresses, and one for each way in which an answer can fail."""

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import HttpRequest, HttpResponse
from django.urls import path

from recovery_site import urls
from recovery_site.urls import handler400, handler500

__all__ = ["handler400", "handler500", "urlpatterns"]

FAILURES = {
    "400": SuspiciousOperation,
    "403": PermissionDenied,
    "413": RequestDataTooBig,
    "500": RuntimeError,
}


def fail(_request: HttpRequest, status: str) -> HttpResponse:
    raise FAILURES[status]


urlpatterns = [path("fail/<str:status>/", fail), *urls.urlpatterns]
