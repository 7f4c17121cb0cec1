"""An evaluation as text for people: one account for each reader, as plain text, Markdown, HTML or a page."""
