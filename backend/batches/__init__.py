"""Many families in one file or block of text, which an agent brings: taken in row by row, and answered row by row."""
