"""The card: a code that a real decoder reads, and a text that says no more."""

import re
from urllib.parse import unquote

import zxingcpp

from resources.sharing.domain.card import list_card, page_card

ADDRESS = "https://site.example/s/AAAAAAAAAAAAAAAAAAAAAA/"


def test_text_says_what_it_is_and_no_more():
    assert list_card(ADDRESS).text == f"A reading list: {ADDRESS}"
    assert page_card(ADDRESS).text == f"Something to read: {ADDRESS}"


def test_card_does_not_print_its_address():
    assert repr(list_card(ADDRESS)) == "<Card>"


def test_picture_stands_in_the_page_and_asks_nobody():
    picture = list_card(ADDRESS).picture

    assert picture.startswith("data:image/svg+xml")
    assert re.findall(r"https?://(?!www\.w3\.org)", unquote(picture)) == []


def test_decoder_is_a_real_one():
    made = zxingcpp.create_barcode(ADDRESS, zxingcpp.BarcodeFormat.QRCode)
    (read,) = zxingcpp.read_barcodes(zxingcpp.write_barcode_to_image(made, scale=4))

    assert read.text == ADDRESS
