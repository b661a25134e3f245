"""What a report's sentences and tables say against one another, and against the workbook."""
