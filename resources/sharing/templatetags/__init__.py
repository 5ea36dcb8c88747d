"""Template tags of reading lists."""
