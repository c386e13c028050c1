"""What the pile knows of a place or a programme, gathered from all its reports, every line with its source."""
