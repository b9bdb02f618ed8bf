"""Article in, request out: the shelf of templates, tokens, splitting, composing."""
