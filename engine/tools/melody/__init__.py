"""Tools that write melodies: Continue and Infill, and what they read and lean to."""
