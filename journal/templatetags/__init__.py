"""The journal's template tags."""
