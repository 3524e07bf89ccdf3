"""What is seen on a page: its glyphs and shapes as PDFium paints them."""
