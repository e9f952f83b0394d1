"""The composer process: where models are held and tools work, away from the window."""
