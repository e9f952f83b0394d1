"""Keys, scales and measures of melodies: used to constrain, to rank and to evaluate."""
