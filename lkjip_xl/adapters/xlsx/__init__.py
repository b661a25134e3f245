"""Excel files of the Office Open XML kind, read and marked without loss."""
