"""Who may see a page of lists: whoever is signed in, and of lists only their own."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

signed_in = login_required


def account(request: HttpRequest) -> AbstractBaseUser:
    """Return who is signed in.

    Raises:
        PermissionDenied: Nobody is: the view lacks its gate.
    """
    if not isinstance(request.user, AbstractBaseUser):
        raise PermissionDenied
    return request.user
