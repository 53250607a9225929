"""What a plan pack says: the law of a jurisdiction as dated data, read from its folder."""
