"""What users name as files, read into what the library takes: roads, places, the tables of a chain.

The commands and the reader of a proposal read alike, so both read here.
"""
