"""WHAT LEAVES THE HOUSE: dashboard, terminal, workbook, Open SDG, files, databases, news. Reads published marts."""
