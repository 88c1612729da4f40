"""Why a rule of the grammar fired at a place of a text, or did not."""
