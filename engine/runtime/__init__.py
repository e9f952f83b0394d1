"""How shipped models are found, checked, loaded and sampled from. Nothing here knows music."""
