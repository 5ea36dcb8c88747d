"""The three sample accounts: what they are called and what opens them.

Their passwords stand here for everybody to read, which is why they exist in a trial
copy alone. The curator's second factor is drawn afresh for each copy, so that a public
trial copy does not let every reader of this file into its desk.
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import Permission

from recovery_site.accounts.models import User

DESK_APPS = ("library", "directory", "sharing")


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample account; without a passphrase it has no journal."""

    name: str
    password: str
    passphrase: str = ""


WRITER = Sample("sample-writer", "sample-password-one", "sample heron lamp oat seven")
COUNSELOR = Sample("sample-counselor", "sample-password-two", "sample weir birch tide")
CURATOR = Sample("sample-curator", "sample-password-three")
SAMPLES = (WRITER, COUNSELOR, CURATOR)


def names_present() -> set[str]:
    """Return the names of the sample accounts that exist."""
    names = [sample.name for sample in SAMPLES]
    found = User.objects.filter(username__in=names)
    return set(found.values_list("username", flat=True))


def strangers_present() -> bool:
    """Tell whether there is any account that is no sample."""
    names = [sample.name for sample in SAMPLES]
    return User.objects.exclude(username__in=names).exists()


def make(sample: Sample) -> User:
    """Make the account of a sample."""
    return User.objects.create_user(sample.name, password=sample.password)


def make_curator() -> User:
    """Make the curator: staff, with the desk's permissions and a second factor."""
    user = make(CURATOR)
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    permissions = Permission.objects.filter(content_type__app_label__in=DESK_APPS)
    user.user_permissions.set(permissions)
    TOTP.activate(user, generate_totp_secret())
    return user


def curator_secret() -> str:
    """Return the secret that the curator's authenticator app takes."""
    row = Authenticator.objects.get(
        user__username=CURATOR.name, type=Authenticator.Type.TOTP
    )
    return str(decrypt(row.data["secret"]))
