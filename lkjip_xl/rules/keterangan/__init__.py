"""KET: words against figures."""
