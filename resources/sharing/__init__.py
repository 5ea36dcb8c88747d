"""Counselors' reading lists and their links; nothing is stored here yet."""
