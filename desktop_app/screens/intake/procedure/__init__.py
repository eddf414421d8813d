"""The right half of the intake form."""
