"""One module per form: what it is, what tells it from others, and its records."""
