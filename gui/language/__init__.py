"""The language that the window speaks, and what the engine says, said in it."""
