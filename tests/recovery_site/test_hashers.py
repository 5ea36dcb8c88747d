"""Account passwords are stretched by Argon2id, at OWASP's figures."""

from argon2 import Type, extract_parameters
from django.contrib.auth.hashers import check_password, make_password

from recovery_site import settings as site_settings
from recovery_site.accounts.hashers import Argon2


def test_hash_says_how_it_was_made():
    encoded = Argon2().encode("seven quiet herons", Argon2().salt())

    parameters = extract_parameters(encoded.removeprefix("argon2"))
    assert (
        parameters.type,
        parameters.memory_cost,
        parameters.time_cost,
        parameters.parallelism,
    ) == (Type.ID, 19_456, 2, 1)


def test_site_uses_it_and_no_weaker_one(settings):
    settings.PASSWORD_HASHERS = site_settings.PASSWORD_HASHERS

    encoded = make_password("seven quiet herons")

    assert site_settings.PASSWORD_HASHERS == ["recovery_site.accounts.hashers.Argon2"]
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("seven quiet herons", encoded)
    assert not check_password("seven quiet heron", encoded)


def test_hash_of_weaker_figures_is_renewed_at_the_next_sign_in():
    weaker = Argon2()
    weaker.time_cost = 1

    encoded = weaker.encode("seven quiet herons", weaker.salt())

    assert Argon2().must_update(encoded)
