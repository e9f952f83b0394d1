"""Whose turn it is: the list of tracks, and the strip of their clips."""
