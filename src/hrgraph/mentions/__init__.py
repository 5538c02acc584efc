"""Words of a unit in, mentions out: which thing of the lexicon these words name."""
