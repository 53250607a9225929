"""Activity x zone matrices and the tables beside them, as they are published: sheets and CSV files of any make."""
