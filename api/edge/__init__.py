"""What a request meets before a route sees it, and the mechanics of HTTP that every route shares."""
