"""The takes that were offered: kept as a tree, shown as cards, heard, compared, kept."""
