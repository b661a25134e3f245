"""HIR: the tree from tujuan to sub kegiatan."""
