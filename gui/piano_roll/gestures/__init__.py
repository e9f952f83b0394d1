"""Mouse gestures: one small object each, from press to release."""
