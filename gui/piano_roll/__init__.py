"""The piano roll: a view of one clip, and the gestures that edit it."""
