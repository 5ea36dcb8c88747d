"""A list goes from a counselor's browser to a client's, and is taken back."""

import base64

import pytest
import zxingcpp
from django.core.cache import caches
from django.urls import reverse
from playwright.sync_api import Page, expect

from recovery_site.accounts.models import User
from resources.sharing.domain.guesses import CACHE
from tests.browser.house import counselor, furnish, keeper
from tests.browser.test_public_pages_write_nothing import digest
from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.journey]

NOTE = "Begin with the second one, or with none."
# Draws a picture, and returns its size and the red of each point: it is black on white.
POINTS = """async source => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const points = pen.getImageData(0, 0, canvas.width, canvas.height).data;
  return [canvas.width, canvas.height, [...points].filter((_, i) => i % 4 === 0)];
}"""


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"
    caches[CACHE].clear()


def decoded(page: Page, screenshot: bytes) -> str:
    """Return what a real decoder reads in a screenshot."""
    page.goto("about:blank")
    source = "data:image/png;base64," + base64.b64encode(screenshot).decode()
    width, height, points = page.evaluate(POINTS, source)
    shades = bytes(points)  # the decoder keeps no copy of its own
    image = zxingcpp.ImageView(shades, width, height, zxingcpp.ImageFormat.Lum)
    (code,) = zxingcpp.read_barcodes(image)
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    return code.text


def ask_for_role(page: Page) -> None:
    """Sign in on the way, and ask to be a counselor."""
    page.goto(reverse("article-list"))
    page.get_by_role("main").get_by_role("link", name="Reading lists").click()
    page.get_by_label("Name", exact=True).fill("bob")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="ask for the role of a counselor").click()
    page.get_by_label("Your name, as readers may see it").fill("Bob Harbour")
    page.get_by_label("Your profession").fill("Counsellor")
    page.get_by_label("A licence with its number").fill("No. 4711")
    page.get_by_role("button", name="Ask for the role").click()
    expect(page.get_by_text("It waits for a keeper")).to_be_visible()


def decide(page: Page, decision: str, reason: str = "") -> None:
    """Go to the desk as its keeper, and decide on the one request."""
    page.goto(reverse("admin:index"))
    waiting = page.get_by_role("link", name="asks for the role of a counselor")
    if decision == "Confirmed":
        waiting.click()
    else:
        page.goto(reverse("admin:sharing_counselor_changelist"))
    page.get_by_role("link", name="Bob Harbour").click()
    page.get_by_label("Decision").select_option(decision)
    page.get_by_label("Reason:").fill(reason)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def write_list(page: Page) -> None:
    """Begin a list from an article, add to it, and change its order."""
    page.goto(reverse("article", args=["no-timetable"]))
    page.get_by_role("link", name="Add to a list").click()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("A name for the list").fill("For Tuesdays")
    page.get_by_label("Your support circle").check()
    page.get_by_label("Breathe out longer").check()
    page.get_by_label("Help lines of a country").select_option("Ireland")
    page.get_by_label("A word with it, if you like").fill(NOTE)
    page.get_by_label("Show my name as it was confirmed").check()
    page.get_by_role("button", name="Save the list").click()
    page.get_by_role("button", name="Up: Breathe out longer").click()


def make_link(page: Page) -> tuple[str, bytes]:
    """Return the address that the card shows, and a picture of the card."""
    page.get_by_label("It opens for").select_option("7 days")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("The address, to copy").input_value()
    text = page.get_by_label("For an e-mail or a text message").input_value()
    assert text == f"A reading list: {address}"
    return address, page.locator(".card").screenshot()


@pytest.mark.whole_browser
def test_list_is_shared_read_and_taken_back(visit, live_server):
    furnish()
    User.objects.create_user("bob", password=PASSWORD)
    dana, _values = keeper()
    User.objects.filter(username="dana").update(is_staff=True, is_superuser=True)
    bob, desk = visit(scripts=False), visit(dana)

    ask_for_role(bob)
    decide(desk, "Confirmed")
    write_list(bob)
    home = bob.url
    address, picture = make_link(bob)

    assert decoded(visit(), picture) == address
    assert address.startswith(f"{live_server.url}/s/")
    reader = visit(scripts=False)
    read(reader, address)
    bob.goto(home)
    bob.get_by_role("button", name="End it now: link 1").click()
    expect(bob.get_by_text("The link no longer opens.")).to_be_visible()
    token = address.rstrip("/").rsplit("/", 1)[1]
    compare_with_none(reader, address, address.replace(token, "A" * len(token)))

    second, _picture = second_link(bob, home)
    assert reader.goto(second).status == 200
    decide(desk, "Withdrawn", "Left the practice.")
    compare_with_none(reader, second, address)


def read(page: Page, address: str) -> None:
    """Read a shared list without cookies or scripts, and change no byte by it."""
    before = digest()

    answer = page.goto(address)

    assert (answer.status, page.title()) == (200, "A reading list – Daybook")
    for words in ("Put together by Bob Harbour", NOTE, "Open until"):
        expect(page.get_by_text(words)).to_be_visible()
    titles = page.locator(".contents__title").all_inner_texts()
    assert titles == ["No timetable", "Breathe out longer", "Your support circle",
                      "Help lines: Ireland"]  # fmt: skip
    expect(page.get_by_text("For Tuesdays")).to_have_count(0)
    with page.expect_request("**/library/no-timetable/") as request:
        page.get_by_role("link", name="No timetable").click()
    assert "referer" not in request.value.headers
    expect(page.get_by_role("heading", name="No timetable", level=1)).to_be_visible()
    page.go_back(wait_until="commit")
    page.get_by_role("link", name="Breathe out longer").click()
    expect(page.get_by_role("heading", name="Breathe out longer")).to_be_visible()
    page.go_back(wait_until="commit")
    assert page.context.cookies() == []
    assert digest() == before


def compare_with_none(page: Page, dead: str, never: str) -> None:
    """See the same page, byte for byte, as for a token that never was."""
    before = digest()

    answers = [page.goto(each) for each in (dead, never)]

    expect(page.get_by_role("heading", name="No list is open here")).to_be_visible()
    assert [answer.status for answer in answers] == [404, 404]
    bodies = [page.request.get(each).body() for each in (dead, never)]
    assert bodies[0] == bodies[1]
    names = [answer.headers | {"date": ""} for answer in answers]
    assert names[0] == names[1]
    assert page.context.cookies() == []
    assert digest() == before


def second_link(page: Page, home: str) -> tuple[str, bytes]:
    """Make another link to the same list."""
    page.goto(home)
    return make_link(page)


def test_address_and_text_are_copied_by_a_button(visit, live_server):
    client, values = counselor()
    page = visit(client, permissions=["clipboard-read", "clipboard-write"])
    page.goto(reverse("list", kwargs=values["list"]))
    address, _picture = make_link(page)

    copied = []
    for name in ("Copy the address", "Copy the text"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text("Copied.")).to_be_visible()
        copied.append(page.evaluate("navigator.clipboard.readText()"))

    assert copied == [address, f"A reading list: {address}"]


def test_card_is_all_that_is_printed(visit, live_server):
    client, values = counselor()
    page = visit(client, device_scale_factor=3)  # about what a printer draws
    page.goto(reverse("list", kwargs=values["list"]))
    address, _picture = make_link(page)

    page.emulate_media(media="print")

    shown = " ".join(page.get_by_role("main").inner_text().split())
    assert shown.startswith(f"A reading list {address} Open until ")
    assert shown.endswith("No account is needed.")
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    assert decoded(visit(), page.locator(".card").screenshot()) == address
