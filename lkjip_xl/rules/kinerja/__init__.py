"""HIT: what follows from target and realisasi."""
