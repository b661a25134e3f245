"""What changed between two versions of a book, as people and programs read it."""
