"""What a person does at the browser, in the words that stand on the pages."""

from django.conf import settings
from playwright.sync_api import Page, expect

NAME = "alice"
PASSWORD = "seven quiet herons"


def sign_up(page: Page, name: str = NAME) -> None:
    """Come to the first page, choose to write, and make an account."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Write").click()
    page.get_by_role("link", name="I am new here").click()
    page.get_by_label("A name to sign in with").fill(name)
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def sign_in(page: Page, password: str = PASSWORD) -> None:
    """Go to the journal while signed out, and sign in there."""
    page.goto("/journal/")
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def begin(page: Page) -> str:
    """Take the six words that are offered, and return them as a passphrase."""
    words = numbered(page, "Six words")
    assert len(words) == 6
    page.get_by_role("button", name="I have them, go on").click()
    return " ".join(words)


def read_code(page: Page) -> str:
    """Return the recovery code as it stands on the sheet."""
    return "-".join(numbered(page, "Recovery code"))


def read_notes(page: Page) -> None:
    """Read the three notes of the first visit, and go on to the first page."""
    for _ in range(2):
        page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="Begin to write").click()


def numbered(page: Page, label: str) -> list[str]:
    """Return the items of a numbered list without their numbers."""
    listed = page.get_by_role("list", name=label)
    expect(listed).to_be_visible()
    return [
        item.evaluate("item => item.lastChild.textContent.trim()")
        for item in listed.get_by_role("listitem").all()
    ]


def write(page: Page, *, title: str, text: str) -> None:
    """Fill the page one writes on, and save it."""
    page.get_by_label("Title, if you like").fill(title)
    page.get_by_label("Your words").fill(text)
    page.get_by_role("button", name="Save and close").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def save(page: Page) -> None:
    """Press Save on the page one writes on."""
    page.get_by_role("button", name="Save and close").click()


def read_own(page: Page, title: str) -> tuple[str, str]:
    """Return title and words of the one entry there is, which bears no mark."""
    entry = page.get_by_role("main").locator("ol a")
    expect(entry).to_have_text([title])
    expect(page.get_by_text("Written while locked")).to_have_count(0)
    entry.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text("Written while locked")).to_have_count(0)
    page.get_by_role("link", name="Edit").click()
    return (
        page.get_by_label("Title, if you like").input_value(),
        page.get_by_label("Your words").input_value(),
    )


def change_password(page: Page, password: str) -> None:
    """Go to the page for it, and set another password."""
    page.goto("/account/password/change/")
    page.get_by_label("The password you have now").fill(PASSWORD)
    page.get_by_label("A new password").fill(password)
    page.get_by_label("The new password once more").fill(password)
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def lock(page: Page) -> None:
    """Press Lock on the shelf."""
    page.get_by_role("button", name="Lock", exact=True).click()
    expect(page.get_by_role("heading", name="Open your journal")).to_be_visible()


def unlock(page: Page, passphrase: str) -> None:
    """Open the journal from the page that asks for the passphrase."""
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Open", exact=True).click()


def sign_out(page: Page) -> None:
    """Go to the first page, and lock and sign out there."""
    page.get_by_role("banner").get_by_role("link", name="Daybook").click()
    page.get_by_role("main").get_by_role("link", name="Lock and sign out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()


def recover(page: Page, code: str, *, passphrase: str) -> str:
    """Open with the code, set a new passphrase, and return the new code."""
    page.get_by_role("link", name="Open with the recovery code").click()
    page.get_by_label("Recovery code").fill(code)
    page.get_by_label("A new passphrase").fill(passphrase)
    page.get_by_role("button", name="Open and set new words").click()
    expect(page.get_by_role("heading", name="It opened")).to_be_visible()
    return read_code(page)


def leave(page: Page) -> None:
    """Press the exit, whether it is a link or a button, and arrive elsewhere."""
    page.get_by_role("banner").get_by_text("Leave now").click()
    page.wait_for_url(f"**{settings.EXIT_URL}")
