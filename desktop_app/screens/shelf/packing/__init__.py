"""Packing a run: envelopes chosen, counted by hand, taken over."""
