"""A report file → one document of verbatim cells: PDF or text, in processes of their own, several at a time."""
