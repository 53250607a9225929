"""Layers: what is on the ground, with what a layer tells of itself and what its coordinates are good for."""
