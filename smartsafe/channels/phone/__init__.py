"""The telephone: what the exchange tells, calls taken down, call-backs, figures of the day; without an exchange too."""
