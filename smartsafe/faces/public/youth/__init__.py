"""The youth corner: what it is, applying, a guardian's consent, one's own page, polls, ideas."""
