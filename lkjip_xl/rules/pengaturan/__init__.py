"""PGT: what the office sets for itself."""
