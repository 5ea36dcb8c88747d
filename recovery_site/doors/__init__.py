"""The doors between the public pages and the journal: the only code that knows both."""
