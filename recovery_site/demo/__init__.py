"""The trial copy: sample accounts, journals and listings, marked as such."""
