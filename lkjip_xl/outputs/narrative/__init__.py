"""What the report says: values and sentences computed from the records, each figure traceable."""
