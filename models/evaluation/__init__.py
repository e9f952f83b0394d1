"""The tables of the model cards, baselines beside them."""
