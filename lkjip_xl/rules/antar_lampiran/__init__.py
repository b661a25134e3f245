"""LAM: the same thing in several annexes."""
