"""Briefs, editions and scorecards out: text, Markdown, HTML, mail, feeds."""
