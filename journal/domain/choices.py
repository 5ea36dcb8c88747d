"""What a writer may choose from, and which stored choices are still offered.

The site's lists may change, and a row may come back from another version: whatever is
no longer offered counts as not chosen.
"""

from typing import Any

from django.conf import settings

THEMES = ("", "light", "dark")  # empty: as the device is set
TIMERS = (0, 10, 15)  # minutes; 0 is off


def idle_choices() -> list[int]:
    """Return after how many minutes without use a journal may lock, shortest first."""
    return sorted({*settings.JOURNAL_IDLE_CHOICES, settings.JOURNAL_IDLE_MINUTES})


def exit_addresses() -> list[str]:
    """Return where the exit may lead, the site's own address first.

    The operator's list alone: an address of the writer's own would be an open redirect,
    and would tell whoever looks over her shoulder more than a weather page does.
    """
    return list(dict.fromkeys((settings.EXIT_URL, *settings.EXIT_URLS)))


def languages() -> dict[str, Any]:
    """Return the names of the languages that the site has, by their codes."""
    return dict(settings.LANGUAGES)


def is_offered(name: str, value: Any) -> bool:
    """Tell whether a setting of this name may have this value."""
    match name:
        case "idle_minutes":
            return value == 0 or value in idle_choices()
        case "exit_address":
            return value == "" or value in exit_addresses()
        case "language":
            return value == "" or value in languages()
        case "theme":
            return value in THEMES
        case "timer_minutes":
            return value in TIMERS
    return True
