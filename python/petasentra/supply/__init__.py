"""Raw material from its sources to its markets."""
