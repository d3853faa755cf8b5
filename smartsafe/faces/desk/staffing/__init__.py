"""Who is at work when: shifts, days with hours of their own, hand-over, talks, what answers by itself."""
