"""The tools as they are offered: what is asked of each, where its takes go, and who answers.

What a tool works with is loaded when it is first asked.
"""
