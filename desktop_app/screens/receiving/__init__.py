"""Who takes a result, and his signature: shared by the counter and the door."""
