"""The minute of a closed run."""
