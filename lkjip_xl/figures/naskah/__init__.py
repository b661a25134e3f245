"""What the sentences of a report say, and whether its tables say the same."""
