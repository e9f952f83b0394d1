"""What the machine can do with music: for each tool one Options, one function, one Result."""
