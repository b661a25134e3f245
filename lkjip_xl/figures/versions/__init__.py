"""Compares two versions of an office-year: what is the same thing, and what of it changed."""
