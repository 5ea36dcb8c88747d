"""What a person does on the journal's pages, in the words of a test client."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from journal.models import Unlock

CAROLS = "carols own quiet words"


def hidden(page: HttpResponse, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return html.unescape(found[1]) if found else ""


def title_on(page: HttpResponse) -> str:
    """Return what stands in the field of the title."""
    found = re.search(r'<input[^>]*name="title"[^>]*>', page.content.decode())
    value = re.search(r'value="([^"]*)"', found[0] if found else "")
    return html.unescape(value[1]) if value else ""


def text_on(page: HttpResponse) -> str:
    """Return what stands in the field of the words; its first newline is the markup."""
    found = re.search(
        r'<textarea[^>]*name="text"[^>]*>\r?\n(.*?)</textarea>',
        page.content.decode(),
        re.DOTALL,
    )
    return html.unescape(found[1]) if found else ""


def seal_of(page: HttpResponse) -> dict[str, str]:
    """Return the hidden fields that keep a page's words from being lost."""
    return {name: hidden(page, name) for name in ("ticket", "origin")}


def is_unsaved(page: HttpResponse) -> bool:
    """Tell whether a page says to its script that its words are stored nowhere yet."""
    found = re.search(r'<form[^>]*id="entry"[^>]*>', page.content.decode())
    return "data-unsaved" in (found[0] if found else "")


def typed(client: Client, address: str = "", **words: Any) -> dict[str, Any]:
    """Open a page for writing and return what it sends with these words on it."""
    return {**words, **seal_of(client.get(address or reverse("journal-write")))}


def save(client: Client, **words: Any) -> str:
    """Write an entry and return its address."""
    response = client.post(reverse("journal-write"), typed(client, **words))
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def stored(client: Client, address: str) -> tuple[str, str]:
    """Return title and words of an entry, as its page for editing shows them."""
    page = client.get(f"{address}edit/")
    return title_on(page), text_on(page)


def begin(client: Client, passphrase: str = CAROLS) -> Client:
    """Begin a journal with words of one's own."""
    own = {"offered": "x", "choice": "own", "own": passphrase}
    assert client.post(reverse("journal-start"), own).status_code == 302
    return client


def lock_behind_her_back() -> None:
    """Lock every journal as time does: without a word to the browser."""
    Unlock.objects.all().delete()


def unlock(client: Client, passphrase: str) -> HttpResponse:
    """Open the journal again."""
    response = client.post(reverse("journal-unlock"), {"passphrase": passphrase})
    assert response.status_code == 302, response.content.decode()
    return response


def entries_of(client: Client) -> list[tuple[str, str]]:
    """Return title and words of each entry on the timeline's first page, in order."""
    page = client.get(reverse("journal-home")).content.decode()
    found = re.findall(r'class="leaf__title"><a href="([^"]*)"', page)
    return sorted(stored(client, address) for address in found)
