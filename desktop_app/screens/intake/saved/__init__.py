"""What stands in the place of the form after saving."""
