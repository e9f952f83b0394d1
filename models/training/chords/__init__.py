"""Continue for chords: which chord comes next."""
