"""What a build adds for search: the endings of Latvian words, by which any inflected form is found."""
