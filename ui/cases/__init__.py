"""Cases: the list, one case with its timeline and photo pairs, opening one from a finding."""
