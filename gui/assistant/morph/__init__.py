"""The morph pad: what lies between clips, under a puck that is dragged."""
