"""The marts as one workbook."""
