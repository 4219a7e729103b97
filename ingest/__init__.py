"""From one file to clean, ordered blocks of text with their place on the page."""
