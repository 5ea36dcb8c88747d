"""What can be done with a journal. The only place that handles keys."""
