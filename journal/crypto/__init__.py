"""The journal's key core: bytes in, bytes out, as FORMAT.md lays them down."""
