"""What a school, a family, a pupil sees of our activities: calendar, map, invitation, an offer, an evaluation."""
