"""A tool's form, built from the dataclass of its options."""
