"""Campaigns and activities: asked for, offered, held, counted, evaluated."""
