"""Counselors' reading lists and the links that open them."""
