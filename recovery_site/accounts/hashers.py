"""How account passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id at OWASP's figures for sign-in: 19 MiB, two passes, one lane.

    The journal's passphrase is stretched harder (``journal.crypto.kdf``): it guards
    text against a thief with time, this guards a door that can be shut.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1
