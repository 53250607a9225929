"""May this activity stand here: the check, its verdicts, and how they are told, compared and kept."""
