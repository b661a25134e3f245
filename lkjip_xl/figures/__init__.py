"""Arithmetic on what the annexes state: no sheet, no rule, no wording of a report."""
