"""Everybody who might look, and what each can and cannot learn."""
