"""REN: the quality of what is planned."""
