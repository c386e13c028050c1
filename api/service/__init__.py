"""What the routes work with: asking and telling, imports, and the lanes in which work is done."""
