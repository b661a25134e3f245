"""One module per form: its labels in, its records out; and the reading of a whole office-year."""
