"""ISI: what is written in a cell."""
