"""Rules as data: conditions, conclusions, and how they are read from files."""
