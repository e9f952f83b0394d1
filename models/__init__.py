"""The shipped models, one folder each, and how they are made and measured."""
