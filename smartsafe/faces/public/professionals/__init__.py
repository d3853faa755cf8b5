"""For teachers and partners: register, come in by a letter's link, materials, sharing; practice for everybody."""
