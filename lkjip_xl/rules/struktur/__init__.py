"""STR: the forms of a book and the columns of a form."""
