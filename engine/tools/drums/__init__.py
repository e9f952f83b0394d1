"""Tools that write drums or play them: Continue, Drumify and Groove."""
