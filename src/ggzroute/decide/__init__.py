"""From hits to outcomes: regie, maatje, advice, signals, conflicts and open questions."""
