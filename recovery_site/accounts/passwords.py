"""What a password must be: the rules are Django's, the words are of this site."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Asks for a least number of characters."""

    def get_error_message(self) -> str:
        """Say how many there must be."""
        return _("Please use %(count)d characters or more.") % {
            "count": self.min_length
        }


class NotCommon(CommonPasswordValidator):
    """Refuses what thousands of people use."""

    def get_error_message(self) -> str:
        """Say that it is easy to guess, not that the person chose badly."""
        return _(
            "Many people use this one, so it is easy to guess. Please take another."
        )


class NotTheName(UserAttributeSimilarityValidator):
    """Refuses what is close to the name that one signs in with."""

    def get_error_message(self) -> str:
        """Say what it is close to."""
        return _("This is close to the name. Please take another.")
