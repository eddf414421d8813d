"""The left half of the intake form."""
