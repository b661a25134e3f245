"""EVA: evaluations of the Renja, quarter by quarter and against the Renstra."""
