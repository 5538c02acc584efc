"""hrgraph: Latvian policy texts in, a knowledge graph out whose every statement points to its words."""

__version__ = "0.1.0"
