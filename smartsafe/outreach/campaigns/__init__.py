"""Activities, materials and partners under one name, with the people they reached."""
