"""Music in and out: open, save, drag, and what a crash left."""
