"""An account-password hasher for tests, where thousands of people sign up."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class InsecureButFast(PBKDF2PasswordHasher):
    iterations = 1
