"""What many offices' checks came to: one workbook, one page and one table for a whole run."""
