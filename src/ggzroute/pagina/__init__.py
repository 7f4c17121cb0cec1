"""What every page that this library writes shares: the door to templates, and how a page looks."""
