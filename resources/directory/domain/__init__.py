"""Reads and writes of the directory, in files by noun."""
