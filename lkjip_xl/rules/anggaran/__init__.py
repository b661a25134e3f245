"""ANG: the figures of money."""
