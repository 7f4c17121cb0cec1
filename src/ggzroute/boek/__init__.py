"""A rule pack as a book: a static site that people read and print, made of the pack alone."""
