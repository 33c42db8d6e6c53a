"""Letters about a case: choosing a template, looking at the letter, saving and printing it."""
