"""How the window looks: colours by meaning, type, icons and the small controls."""
