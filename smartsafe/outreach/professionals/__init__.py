"""Teachers and partners who work with us: they register, are let in by the centre, find materials, share practice."""
