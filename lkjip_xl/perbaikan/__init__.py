"""What can be mended without asking anybody: derived figures, and numbers that are texts."""
