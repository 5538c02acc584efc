"""Source bytes in; characters, and words that remember where they stand, out."""
