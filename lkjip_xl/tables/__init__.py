"""From cells to located tables: headers, bodies, levels and numbers.  Knows no form by name."""
