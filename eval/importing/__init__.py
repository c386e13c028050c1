"""Other people's question sets, from a path into gold questions with pages, and into BEIR layout."""
