"""What must hold of new notes, as masks while they are written."""
