"""The two addresses for the machine that watches over the process."""

import pytest
from django.db import connection
from django.urls import reverse


def test_healthz_answers_without_the_database(client):
    response = client.get(reverse("healthz"))

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain"


def test_readyz_answers_when_the_database_does(client, db):
    response = client.get(reverse("readyz"))

    assert (response.status_code, response.content) == (200, b"ok")


def test_readyz_fails_when_the_database_does(client, db, monkeypatch):
    def gone(*_args: object) -> None:
        raise OSError

    client.raise_request_exception = False

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        response = client.get(reverse("readyz"))

    assert response.status_code == 500


@pytest.mark.parametrize("name", ["healthz", "readyz"])
def test_health_is_told_over_plain_http_too(client, db, settings, name):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

    assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("home")).status_code == 301
