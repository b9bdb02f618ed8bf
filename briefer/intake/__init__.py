"""The outside world in: files, pages, feeds and mail become articles."""
