"""What an error says: what was wrong, and nothing of what was given."""

from uuid import UUID

import pytest

from journal.crypto.aead import OVERHEAD, open_exact, seal_exact
from journal.crypto.contexts import Context, associated_data
from journal.crypto.errors import OpenError
from journal.crypto.inbox_keys import InboxPrivateKey, InboxPublicKey
from journal.crypto.kdf import Argon2Parameters, Argon2Policy
from journal.crypto.keys import DerivedKey, Pepper, ServerSecret, VaultKey
from journal.crypto.manifest_block import (
    FIRST_MOMENT,
    LAST_MOMENT,
    ManifestLine,
    encode_block,
)
from journal.crypto.manifest_head import (
    ManifestBlock,
    ManifestHead,
    decode_head,
    encode_head,
)
from journal.crypto.origin import Origin, issue_origin
from journal.crypto.padding import MAX_PLAINTEXT_SIZE, pad, unpad
from journal.crypto.passphrase import normalise
from journal.crypto.recovery import ALPHABET, RecoveryCode
from journal.crypto.search_token import open_words, seal_words
from journal.crypto.slots import SlotPlace, wrap_with_passkey
from journal.crypto.unlock import BrowserHalf

ID = UUID(int=1)
KEY = VaultKey(b"k" * 32)
HALF = BrowserHalf(b"h" * 32)
DIGEST = b"d" * 32


def head(**changes):
    block = {"block": ID, "revision": 1, "digest": DIGEST, "count": 1}
    block |= {"first": 0, "last": 0} | changes
    return ManifestHead(1, 1, blocks=(ManifestBlock(**block),))


REFUSED = {
    "A key has 32 bytes.": lambda: VaultKey(b"secret"),
    "A server secret has at least 32 bytes.": lambda: ServerSecret(b"secret"),
    "A browser half has 32 bytes.": lambda: BrowserHalf(b"secret"),
    "This inbox key has 96 bytes.": lambda: InboxPrivateKey(b"secret"),
    "This inbox key has 1216 bytes.": lambda: InboxPublicKey(b"secret"),
    "A code has 4 and 16 bytes.": lambda: RecoveryCode(b"secret", b"secret"),
    "A PRF output has 32 bytes.": lambda: wrap_with_passkey(
        KEY, b"secret", place=SlotPlace(ID, ID, 1)
    ),
    "These Argon2 parameters are out of bounds.": lambda: Argon2Parameters(0),
    "These Argon2 parameters are below the floor.": lambda: Argon2Policy(
        Argon2Parameters(1, 8, 1)
    ),
    "This is not a recovery code.": lambda: RecoveryCode.parse("secret"),
    "This passphrase is empty.": lambda: normalise(" "),
    "This passphrase is not valid text.": lambda: normalise("secret \ud800"),
    "This passphrase is too long.": lambda: normalise("secret" * 200),
    "This revision does not fit.": lambda: issue_origin(
        KEY, Origin(ID, ID, -1), vault=ID
    ),
    "One plaintext has at most 16777216 bytes.": lambda: pad(
        bytes(MAX_PLAINTEXT_SIZE + 1), floor=1
    ),
    "A search has at most 1024 bytes.": lambda: seal_words("secret" * 200, half=HALF),
    "A block has at most 256 lines.": lambda: encode_block(
        [ManifestLine(ID, 1, DIGEST, 0)] * 257
    ),
    "A value of this manifest line is out of bounds.": lambda: ManifestLine(
        ID, 1, b"secret", 0
    ),
    "A number of this manifest line does not fit.": lambda: encode_block(
        [ManifestLine(ID, -1, DIGEST, 0)]
    ),
    "A value of this manifest block is out of bounds.": lambda: encode_head(
        head(count=-1)
    ),
    "A number of this manifest head does not fit.": lambda: encode_head(
        head(revision=-1)
    ),
    "vault must be UUID.": lambda: associated_data(Context.ORIGIN, vault=b"secret"),
    "ORIGIN takes exactly ('vault',).": lambda: associated_data(
        Context.ORIGIN, secret=b"secret"
    ),
}


@pytest.mark.parametrize(("text", "refused"), REFUSED.items(), ids=REFUSED)
def test_refusal_says_what_is_wrong_and_repeats_nothing(text, refused):
    with pytest.raises((TypeError, ValueError)) as caught:
        refused()

    assert str(caught.value) == text
    assert caught.value.__cause__ is None


def test_passphrase_that_is_far_too_long_says_the_same():
    with pytest.raises(ValueError, match=r"^This passphrase is too long\.$"):
        normalise("a" * 1_000_000)


def test_short_pepper_is_refused_like_a_short_secret():
    with pytest.raises(ValueError, match=r"^A server secret has at least 32 bytes\.$"):
        Pepper("p1", b"secret")


# --- What is just inside the bounds ---------------------------------------------------


@pytest.mark.parametrize(
    ("time", "memory_kib", "lanes"),
    [(1, 8, 1), (16, 128, 16), (16, 1024 * 1024, 16), (3, 32, 4)],
)
def test_parameters_at_the_bounds_are_taken(time, memory_kib, lanes):
    assert Argon2Parameters(time, memory_kib, lanes).lanes == lanes


@pytest.mark.parametrize("moment", [FIRST_MOMENT, LAST_MOMENT])
@pytest.mark.parametrize("offset", [-1439, 1439])
def test_line_at_the_bounds_is_taken(moment, offset):
    line = ManifestLine(ID, 2**32 - 1, DIGEST, moment, offset, tags=(65_535,) * 16)

    assert len(encode_block([line] * 256)) == 32_770


@pytest.mark.parametrize("count", [0, 256])
def test_block_of_no_lines_and_of_256_is_taken(count):
    assert decode_head(encode_head(head(count=count))) == head(count=count)


def test_plaintext_of_the_largest_size_is_taken():
    plaintext = b"w" * MAX_PLAINTEXT_SIZE

    assert unpad(pad(plaintext, floor=1), floor=1) == plaintext


def test_words_of_the_largest_size_are_taken():
    words = "\u00e9" * 512

    assert open_words(seal_words(words, half=HALF), half=HALF) == words


def test_passphrase_among_much_white_space_is_taken():
    assert normalise(" " * 4095 + "a") == b"a"


def test_nothing_is_sealed_and_opened_like_anything():
    key = DerivedKey(b"k" * 32)

    sealed = seal_exact(key, b"", associated_data=b"here")

    assert len(sealed) == OVERHEAD
    assert open_exact(key, sealed, associated_data=b"here") == b""
    with pytest.raises(OpenError):
        open_exact(key, sealed[:-1], associated_data=b"here")


def test_code_of_all_characters_is_read_back():
    number = 0
    for value in range(32):
        number = number << 5 | value
    material = number.to_bytes(20, "big")
    code = RecoveryCode(material[:4], material[4:])

    assert code.text.replace("-", "")[:32] == ALPHABET
    assert RecoveryCode.parse(code.text) == code
