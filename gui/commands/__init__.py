"""Every action by name, and the ways to it: menu, palette, key sheet."""
