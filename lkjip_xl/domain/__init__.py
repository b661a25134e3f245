"""The nouns of the regulations: what an annex speaks of, whatever sheet it stands on."""
