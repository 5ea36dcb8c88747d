"""Public resources: a library, reading lists and a directory, each a whole slice."""
