"""Databases that others run: the marts go into them, all or nothing."""
