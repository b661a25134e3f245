"""RUM: the formulas in the cells."""
