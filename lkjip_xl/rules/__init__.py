"""The catalogue: one family per file, each rule's declaration beside its check."""
