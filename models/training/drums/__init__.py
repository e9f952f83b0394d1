"""Groove and Drumify: performances, network, training, export."""
