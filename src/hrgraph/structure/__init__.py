"""Characters in, the units of a document out: sections, paragraphs, actions, footnotes, layout."""
