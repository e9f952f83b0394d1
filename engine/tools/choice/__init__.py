"""Takes beside each other: which to show, why, and how they differ."""
