"""Prevention outside the house: campaigns, and the activities that belong to them or stand alone."""
