"""How the autoencoders of clips are made: data, network, training, export."""
