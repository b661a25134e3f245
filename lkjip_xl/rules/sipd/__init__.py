"""SPD: what SIPD exports, and what a change of the budget does."""
