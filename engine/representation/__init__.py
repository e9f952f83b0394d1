"""Notes to symbols and back, one module per representation, shared by training and the app."""
