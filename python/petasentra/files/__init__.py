"""Files in and out: read with a report of what was found, written whole or not at all."""
