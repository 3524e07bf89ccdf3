"""The marts as files, each form from the published warehouse alone."""
