"""A device for passkeys that Chromium simulates, and what a person does with it."""

from typing import Any

from playwright.sync_api import Page, expect

# What a phone can do, a security key, and something older.
AT_ONCE = {"hasPrf": True}
WHEN_ASKED = {"hasHmacSecret": True}
NEITHER: dict[str, bool] = {}


class Device:
    """An authenticator that the browser believes to be built in."""

    def __init__(self, page: Page, abilities: dict[str, bool]) -> None:
        self.protocol = page.context.new_cdp_session(page)
        self.protocol.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
            **abilities,
        }
        made = self._send("addVirtualAuthenticator", options=options)
        self.id = made["authenticatorId"]

    def refuse(self) -> None:
        """Know nobody's finger and no PIN from now on."""
        self._send("setUserVerified", authenticatorId=self.id, isUserVerified=False)

    def unplug(self) -> None:
        """Be gone."""
        self._send("removeVirtualAuthenticator", authenticatorId=self.id)

    def credentials(self) -> list[dict[str, Any]]:
        """Return what it holds."""
        found = self._send("getCredentials", authenticatorId=self.id)
        return list(found["credentials"])

    def _send(self, name: str, **parameters: Any) -> dict[str, Any]:
        return dict(self.protocol.send(f"WebAuthn.{name}", parameters))


def to_passkeys(page: Page) -> None:
    """Go to the page of passkeys by way of Keys."""
    shelf = page.get_by_role("navigation", name="Journal")
    shelf.get_by_role("link", name="Keys").click()
    page.get_by_role("link", name="Open it with a passkey").click()
    expect(page.get_by_role("heading", name="Passkeys", exact=True)).to_be_visible()


def add(page: Page, name: str) -> None:
    """Press the button that makes one."""
    page.get_by_label("What to call it here").fill(name)
    page.get_by_role("button", name="Add a passkey").click()


def added(page: Page, name: str) -> None:
    """Make one, and wait until it is there."""
    add(page, name)
    expect(page.get_by_role("button", name=f"Take away {name}")).to_be_visible()


def open_journal(page: Page) -> None:
    """Press the button that asks for one."""
    page.get_by_role("button", name="Open with a passkey").click()
