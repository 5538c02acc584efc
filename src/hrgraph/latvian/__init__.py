"""What is true of Latvian words wherever they stand: the alphabet, diacritics, inflection."""
