"""Find help: help lines by country, places to look, and listings of therapists."""
