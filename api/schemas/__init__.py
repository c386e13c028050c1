"""The shapes on the wire, by resource: what HTTP accepts, and the JSON that HTTP and the command line both give."""
