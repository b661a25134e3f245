"""Word documents in files: reading their tables and sentences, and commenting on them."""
