"""The assistant: forms built from a tool's options, and the tray of takes it offered."""
