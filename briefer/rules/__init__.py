"""Article in, draft out, without a model: mentions, attribution, cues and lexicons."""
