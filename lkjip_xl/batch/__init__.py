"""Many office-years in one run: found, spread over workers, supervised, remembered."""
