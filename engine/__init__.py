"""Arietta's engine: scores, playback, models and tools. It knows no window and no training."""
