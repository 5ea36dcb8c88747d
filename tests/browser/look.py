"""Looking at a page with a machine's eyes: axe, overflow, requests, the console."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponse
from playwright.sync_api import BrowserContext, Page, Response, Route

AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch every stylesheet again, and by the wrong address
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, 2.5.8; axe asks to be told
}
# What passed is not sent over: it is twenty times as much as what did not.
RUN_AXE = "options => axe.run(options).then(found => found.violations)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Guise = tuple[int, str]  # width in pixels, colour scheme


def violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds; it is read into each page once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return list(page.evaluate(RUN_AXE, AXE_OPTIONS))


class Onlooker:
    """A page under observation; what is wrong is told as short sentences."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self._hear("error", str(error)))
        self.protocol = context.new_cdp_session(self.page)

    def open(self, address: str, *, scripts: bool, guise: Guise) -> Response:
        """Open a page; without scripts, they run again only once it is drawn.

        Axe is a script as well, and never ends in a browser that runs none.
        """
        self.requests.clear()
        self.complaints.clear()
        self.wear(guise)
        self._run_scripts(wanted=scripts)
        response = self.page.goto(address)
        self._run_scripts(wanted=True)
        assert response is not None
        return response

    def show(self, address: str, answer: HttpResponse) -> None:
        """Let an address give an answer that was made elsewhere, to a form."""

        def fulfil(route: Route) -> None:
            route.fulfill(
                status=answer.status_code,
                headers=dict(answer.headers),
                body=answer.content,
            )

        self.page.route(self.site + address, fulfil)

    def wear(self, guise: Guise) -> None:
        """Change the window's width and the colour scheme."""
        width, theme = guise
        self.page.set_viewport_size({"width": width, "height": 720})
        self.page.emulate_media(color_scheme=theme)

    def faults(self, guise: Guise) -> list[str]:
        """Return what axe finds, and whether the page is wider than the window."""
        self.wear(guise)
        found = violations(self.page)
        faults = [
            f"{guise}: {rule['id']}: {[node['target'] for node in rule['nodes']]}"
            for rule in found
        ]
        return faults + self.too_wide(guise)

    def too_wide(self, guise: Guise) -> list[str]:
        """Return by how much the page is wider than the window, if it is."""
        self.wear(guise)
        excess = self.page.evaluate(OVERFLOW)
        return [f"{guise}: {excess} px too wide"] if excess > 0 else []

    def foreign_requests(self) -> list[str]:
        """Return what was asked of anybody but the site."""
        own = (self.site, "data:")
        return [f"asks {url}" for url in self.requests if not url.startswith(own)]

    def _hear(self, kind: str, text: str) -> None:
        # A page that answers 404 makes the browser say so; that is no fault.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.complaints.append(f"console: {text}")

    def _run_scripts(self, *, wanted: bool) -> None:
        forbidden = {"value": not wanted}
        self.protocol.send("Emulation.setScriptExecutionDisabled", forbidden)
