"""How everything looks: colours, lengths that follow the text size, icons, the style sheet."""
