"""Is a zoning layer a sound partition of the ground, and how that is told."""
