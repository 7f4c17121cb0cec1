"""Plain Dutch made of the data of a pack: clauses of questions, and sentences of conditions and rules."""
