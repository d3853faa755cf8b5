"""Talks, workshops, camps, stops, webinars: asked for, offered, confirmed, held, counted, evaluated."""
