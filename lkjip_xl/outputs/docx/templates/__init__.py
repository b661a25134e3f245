"""Templates that come from outside: what may stand in them, and how they are filled safely."""
