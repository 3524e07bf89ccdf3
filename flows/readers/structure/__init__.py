"""What stands in the objects of a PDF file: its fonts, layers, annotations and pieces of text, before anything is painted."""
