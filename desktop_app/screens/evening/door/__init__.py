"""One door: read at arm's length, in the evening."""
