"""The one error for everything that does not open."""


class OpenError(Exception):
    """Sealed bytes did not open.

    A wrong key, a wrong place, changed bytes, an unknown version and malformed
    content look the same on purpose: an error that told them apart would answer
    questions for somebody who changes rows and watches what happens.
    """

    def __init__(self) -> None:
        super().__init__("This could not be opened.")
