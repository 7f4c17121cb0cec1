"""The traject: a running workflow as dated events that are folded over a casus and a definition."""
