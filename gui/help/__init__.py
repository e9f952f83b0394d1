"""What the program says about itself: the manual, the page about it, the report for a fault."""
