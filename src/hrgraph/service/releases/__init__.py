"""The releases that are kept: their list, their files, their endpoints and what changed between them."""
