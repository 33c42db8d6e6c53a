"""The window around the pages: navigation, status, shortcuts."""
