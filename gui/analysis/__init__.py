"""What can be seen of a piece: the plots of the analysis panel, and the surprise map."""
