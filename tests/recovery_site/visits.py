"""What a person does at the account pages, through Django's test client."""

import json
import re
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from recovery_site.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def text(response) -> str:
    return response.content.decode()


def sign_in(client: Client, name: str, password: str, **others: str):
    typed = {"login": name, "password": password, **others}
    return client.post(reverse("account_login"), typed)


def second_step(client: Client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def shown_secret(client: Client) -> str:
    """Return the secret that the page shows, without the gaps for reading."""
    html = text(client.get(reverse("mfa_activate_totp")))
    return re.findall(r'class="secret"[^>]*>([^<]+)<', html)[0].replace(" ", "")


def passkey(user: User) -> Authenticator:
    """Give an account a passkey, as a browser's test device once made it."""
    made = json.loads(Path(__file__).with_name("passkey.json").read_text())
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data=made
    )
