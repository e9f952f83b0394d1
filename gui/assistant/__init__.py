"""The assistant: what is asked of the tools, and what becomes of their answers."""
