"""The private journal: what people write here is stored as ciphertext only."""
