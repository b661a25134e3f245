"""The forms of the yearly round: Perjanjian Kinerja, Rencana Aksi by month, T-C.29."""
