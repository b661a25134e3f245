"""Front ends: choose an adapter, call, show.  Nothing is decided here."""
