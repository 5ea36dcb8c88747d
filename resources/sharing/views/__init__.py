"""Pages of reading lists: the counselor's own, and the one that a link opens."""
