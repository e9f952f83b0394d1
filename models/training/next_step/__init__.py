"""Continue for drums: what a drummer plays on the next step."""
