"""Stretching of passphrases with Argon2id, and the policy for its cost."""

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from journal.crypto.keys import KEY_SIZE, DerivedKey

SALT_SIZE = 16  # bytes
MIN_MEMORY_KIB_PER_LANE = 8  # RFC 9106 §3.1
MAX_TIME = 16  # passes
MAX_LANES = 16
MAX_MEMORY_KIB = 1024 * 1024  # 1 GiB


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """What one stretching costs.

    The bounds refuse rows that nobody can have written: without them a changed
    row could ask the server for more memory than it has. Whether parameters are
    *strong* enough is for `Argon2Policy` to say.

    Args:
        time: Passes over the memory, 1 to 16.
        memory_kib: Memory in KiB, 8 per lane to 1 GiB.
        lanes: Degree of parallelism, 1 to 16.

    Raises:
        ValueError: A value is outside its bounds.
    """

    time: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4

    def __post_init__(self) -> None:
        least_memory = MIN_MEMORY_KIB_PER_LANE * self.lanes
        if not (
            1 <= self.time <= MAX_TIME
            and 1 <= self.lanes <= MAX_LANES
            and least_memory <= self.memory_kib <= MAX_MEMORY_KIB
        ):
            message = "These Argon2 parameters are out of bounds."
            raise ValueError(message)

    def meets(self, floor: "Argon2Parameters") -> bool:
        """Tell whether neither passes nor memory fall below the floor."""
        return self.time >= floor.time and self.memory_kib >= floor.memory_kib


# The least that OWASP's Password Storage Cheat Sheet recommends with two passes.
OWASP_FLOOR: Final = Argon2Parameters(time=2, memory_kib=19 * 1024, lanes=1)


@dataclass(frozen=True, slots=True)
class Argon2Policy:
    """The parameters for new slots, and the floor below which none is made.

    Tests pass a low floor in so many words; nothing lowers it by accident.

    Raises:
        ValueError: The parameters do not meet the floor.
    """

    parameters: Argon2Parameters = Argon2Parameters()
    floor: Argon2Parameters = OWASP_FLOOR

    def __post_init__(self) -> None:
        if not self.parameters.meets(self.floor):
            message = "These Argon2 parameters are below the floor."
            raise ValueError(message)

    def is_outdated(self, stored: Argon2Parameters) -> bool:
        """Tell whether a slot should be wrapped anew at the next unlock."""
        return not stored.meets(self.parameters)


def stretch(
    passphrase: bytes, *, salt: bytes, parameters: Argon2Parameters
) -> DerivedKey:
    """Turn a chosen secret into key material at a price.

    Args:
        passphrase: Normalised UTF-8, 1 to 1,024 bytes.
        salt: 16 random bytes, new for each slot.
        parameters: The cost; at the default about 0.25 s and 64 MiB.

    Returns:
        The Argon2id (v 0x13) output, 32 bytes.
    """
    argon2 = Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=parameters.time,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    )
    return DerivedKey(argon2.derive(passphrase))
