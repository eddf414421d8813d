"""The closing count of a run."""
