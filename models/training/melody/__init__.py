"""The networks of Continue for melodies, and how they learn."""
