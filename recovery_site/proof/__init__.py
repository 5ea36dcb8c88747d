"""Tries to break a journal of its own making, and says in plain words what it found."""
