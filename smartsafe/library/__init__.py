"""The Digital Library and editorial pages: thin Wagtail models, a search of their own, brochures made from the text."""
