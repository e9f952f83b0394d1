"""Stands in for modules of libraries that each start would load and nothing here uses."""
