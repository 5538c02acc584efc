"""A query as text: its tokens, what it asks for, why it is refused, a form the engine evaluates well."""
