"""What the library does: its reads and its writes, in files by noun."""
