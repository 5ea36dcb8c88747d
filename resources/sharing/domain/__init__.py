"""Reads and writes of reading lists, in files by noun."""
