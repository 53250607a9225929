"""A list of many sentra as one table: read from any writing, placed, counted, and held against areas of the law."""
