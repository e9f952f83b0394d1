"""Tools whose models know whole clips: Generate, Interpolate and the morph pad."""
