"""Database migrations of the directory."""
