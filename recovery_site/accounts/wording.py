"""What is said when signing in does not work: calm, short, and without blame.

These replace allauth's sentences by key. None of them tells whether a name exists; only
choosing a name says that it is taken.
"""

from django.utils.translation import gettext_lazy as _

WAIT = _("Too many tries for the moment. In a minute it works again.")

SIGN_IN_ERRORS = {
    "account_inactive": _("This name cannot sign in at present."),
    "enter_current_password": _("That is not the password you have now."),
    "incorrect_code": _("That code does not fit."),
    "incorrect_password": _("That is not the password."),
    "invalid_login": _("That did not work. You can try again."),
    "rate_limited": WAIT,
    "too_many_login_attempts": WAIT,
    "username_blacklisted": _("That name is kept back. Please choose another."),
    "username_password_mismatch": _("The name and the password do not fit together."),
    "username_taken": _("That name is taken. Please choose another."),
}

SECOND_STEP_ERRORS = {
    "cannot_delete_authenticator": _("This step cannot be taken away just now."),
    "cannot_generate_recovery_codes": _(
        "Spare codes come with a sign-in app or a passkey. Add one of them first."
    ),
    "incorrect_code": _("That code does not fit."),
}
