"""From a page as saved to the reports it carries: read, decode, clean, split, date, place."""
