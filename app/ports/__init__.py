"""What the rules and use cases ask of the world; db and sync answer."""
