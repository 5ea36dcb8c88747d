"""A log names the kind of trouble and the place in the code, never a person's words."""

import io
import logging
import logging.config

import pytest
from django.conf import settings as site_settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from recovery_site.logs import NeutralFormatter

RECORD = "5f0c2a9e-heron"
QUERY = "kestrel"
TYPED = "copper kettle"
NAME = "quiet-otter"
PRIVATE = (RECORD, QUERY, TYPED, NAME, "10.9.8.7", "Lynx/9", "a-cookie")


def breaks(request: HttpRequest, record: str) -> HttpResponse:
    raise ValueError(f"{record} {request.POST.get('text')} {request.user}")


def breaks_in_the_database(request: HttpRequest, record: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT '{TYPED}' FROM {NAME.replace('-', '_')}")  # noqa: S608 -- it must fail
    return HttpResponse()


def refuses(request: HttpRequest, record: str) -> HttpResponse:
    raise PermissionDenied(TYPED)


def fail_twice() -> None:
    try:
        {}[TYPED]
    except KeyError as error:
        raise ValueError(NAME) from error


def handler500(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Sorry.", status=500)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("No.", status=403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("No.", status=404)


urlpatterns = [
    path("breaks/<record>/", breaks, name="breaks"),
    path("database/<record>/", breaks_in_the_database, name="database"),
    path("refuses/<record>/", refuses, name="refuses"),
]


@pytest.fixture
def log():
    """What Django's loggers write, through the handlers that the site sets."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NeutralFormatter())
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def send(client: Client, where: str, settings) -> HttpResponse:
    """Send a request full of what must not be logged."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        each for each in settings.MIDDLEWARE if "allauth" not in each
    ]
    client.raise_request_exception = False
    client.cookies["other"] = "a-cookie"
    return client.post(
        f"/{where}/{RECORD}/?q={QUERY}",
        {"text": TYPED, "name": NAME},
        REMOTE_ADDR="10.9.8.7",
        headers={"user-agent": "Lynx/9"},
    )


@pytest.mark.parametrize(
    ("where", "status", "says"),
    [
        ("breaks", 500, "ERROR django.request 500 breaks ValueError"),
        ("refuses", 403, "WARNING django.request 403 refuses PermissionDenied"),
        ("nowhere", 404, "WARNING django.request 404 -"),
    ],
)
def test_failed_request_is_logged_without_the_person(
    alice_client, log, settings, where, status, says
):
    response = send(alice_client, where, settings)

    written = log.getvalue()
    assert response.status_code == status
    assert written.splitlines()[0].rstrip() == says
    assert [each for each in (*PRIVATE, "alice") if each in written] == []


def test_place_in_the_code_is_logged(alice_client, log, settings):
    send(alice_client, "breaks", settings)

    assert log.getvalue().splitlines()[-1].endswith(" in breaks")
    assert f"{__file__}:" in log.getvalue()


@pytest.mark.django_db(transaction=True)
def test_database_error_is_logged_without_its_values(client, log, settings):
    response = send(client, "database", settings)

    written = log.getvalue()
    assert response.status_code == 500
    assert "django.request 500 database" in written
    assert "Error" in written
    assert [each for each in (*PRIVATE, "quiet_otter") if each in written] == []


def test_request_that_names_a_strange_host_is_logged_without_it(client, log, settings):
    client.raise_request_exception = False

    response = client.get("/", headers={"host": "quiet-otter.example"})

    assert response.status_code == 400
    assert "ERROR django.security.DisallowedHost" in log.getvalue()
    assert "quiet-otter" not in log.getvalue()


def test_message_is_logged_without_its_arguments():
    record = logging.LogRecord(
        "journal", logging.WARNING, "x.py", 1, "Not kept: %s", (TYPED,), None
    )

    assert NeutralFormatter().format(record) == "WARNING journal Not kept:"


def test_chained_exception_is_logged_without_its_texts(log):
    try:
        fail_twice()
    except ValueError:
        logging.getLogger("django").exception("Failed for %s", NAME)

    written = log.getvalue()
    assert written.startswith("ERROR django Failed for ValueError")
    assert [each for each in PRIVATE if each in written] == []


def test_every_handler_of_the_site_writes_neutrally():
    handlers = site_settings.LOGGING["handlers"]
    formatters = {each["formatter"] for each in handlers.values()}

    assert formatters == {"neutral"}
    assert (
        site_settings.LOGGING["formatters"]["neutral"]["()"]
        == f"{NeutralFormatter.__module__}.NeutralFormatter"
    )
    assert {
        name
        for name, logger in site_settings.LOGGING["loggers"].items()
        if logger.get("propagate", True)
    } == set()
