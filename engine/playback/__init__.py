"""Playing and recording in time, in a process that owns the ports and the built-in synth."""
