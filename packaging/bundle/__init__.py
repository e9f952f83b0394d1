"""Builds what a musician installs: `python -m bundle` does what `make package` says."""
