"""Why something was concluded, and why not: computed when asked, by the readable interpreter."""
