"""What a model makes of notes that are there: how likely it finds each."""
