"""Measured by hand, as ratios to a floor or a peer in the same run; never a test."""
