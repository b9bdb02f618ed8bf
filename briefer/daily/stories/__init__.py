"""Which pages of many days tell the same story, which of them are copies, and where they disagree."""
