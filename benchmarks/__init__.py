"""How fast ggzroute is, and what it is measured against. ``python -m benchmarks`` runs all of it."""
