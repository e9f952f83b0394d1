"""Continue for chords: which come next, and how the track plays them."""
